import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseStrictJson } from "./strict-json.ts";

const pieces = fc.constantFrom(
  ...'{}[],:" \t\n\\0-1.eE+truefalsnul'.split(""),
  '"a"',
  '"b":',
  '"a":',
  '"\\u0061":',
  '"__proto__":',
  ',"a":1',
  "\\ud800",
  "\\u0041",
  "true",
  "null",
  "1e9",
  "é",
  "𝒳",
  "\ud800",
);
const keys = fc.constantFrom("a", "b", "c", "", "é", "__proto__", "constructor");
const anything: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 6 },
    fc.constantFrom(0, -1, 1.5, true, false, null, "", "a", "𝒳", "\n"),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(keys, tie("value"), { maxKeys: 3 }),
  ),
})).value;

/** Text that is nearly JSON: with a piece put in somewhere, or a character taken out. */
const nearly = fc
  .tuple(anything, fc.nat(), fc.constantFrom("in", "out", "as it is"), pieces)
  .map(([whole, place, change, piece]) => {
    const source = JSON.stringify(whole);
    const at = place % (source.length + 1);
    if (change === "as it is") return source;
    return (
      source.slice(0, at) +
      (change === "in" ? piece : "") +
      source.slice(change === "in" ? at : at + 1)
    );
  });

describe("parseStrictJson", () => {
  test("reads whatever JSON.stringify writes", () => {
    const values = fc.jsonValue({ maxDepth: 8, noUnicodeString: false });
    fc.assert(
      fc.property(values, (value) => {
        const source = JSON.stringify(value);
        fc.pre(!source.includes("__proto__") && !source.includes("\\ud"));
        expect(JSON.stringify(parseStrictJson(source))).toBe(source);
      }),
      { seed: 91, numRuns: 500 },
    );
  });

  test("takes nothing that JSON.parse does not, gives the same, and throws MESSAGE only", () => {
    const seen = { value: 0, failure: 0 };
    fc.assert(
      fc.property(nearly, (source) => {
        const theirs = attempt(() => JSON.parse(source) as unknown);
        const ours = attempt(() => parseStrictJson(source));
        seen[ours.t]++;
        if (ours.t === "value") expect(theirs).toEqual(ours);
        else expect(ours.failure).toMatchObject({ name: "ProtocolFailure", code: "MESSAGE" });
      }),
      { seed: 92, numRuns: 10_000 },
    );
    expect(Math.min(seen.value, seen.failure)).toBeGreaterThan(1_000);
  });

  test("refuses valid JSON only for a reason", () => {
    const member = fc.tuple(fc.constantFrom("a", "b", "c"), fc.constantFrom("1", '"a"', "[]"));
    const object = fc.array(member, { maxLength: 4 }).map((all) => ({
      names: all.map(([name]) => name),
      text: all.map(([k, v]) => `"${k}":${v}`),
    }));
    fc.assert(
      fc.property(object, ({ names, text }) => {
        const source = `{${text.join(",")}}`;
        const duplicate = new Set(names).size < names.length;
        expect(attempt(() => parseStrictJson(source)).t).toBe(duplicate ? "failure" : "value");
      }),
      { seed: 93, numRuns: 500 },
    );
  });

  test("never yields an object with a prototype of the peer's making", () => {
    fc.assert(
      fc.property(nearly, (source) => {
        const ours = attempt(() => parseStrictJson(source));
        if (ours.t !== "value" || ours.value === null || typeof ours.value !== "object") return;
        expect([Object.prototype, Array.prototype]).toContain(Object.getPrototypeOf(ours.value));
        expect(Object.hasOwn(ours.value, "__proto__")).toBe(false);
      }),
      { seed: 94, numRuns: 2_000 },
    );
  });
});

type Attempt =
  | { readonly t: "value"; readonly value: unknown }
  | { readonly t: "failure"; readonly failure: unknown };

function attempt(step: () => unknown): Attempt {
  try {
    return { t: "value", value: step() };
  } catch (failure) {
    return { t: "failure", failure };
  }
}
