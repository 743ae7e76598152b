import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Action, freezeAction, readAction } from "./action.ts";
import { ProtocolFailure } from "./failure.ts";
import { fromUtf8, utf8 } from "./text.ts";

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const text = fc.string({ unit: "grapheme", maxLength: 20 });
const head = { v: fc.constant(1), run: bytes(16), driver: text, tool: text };

const command = fc.record({
  t: fc.constant("command" as const),
  ...head,
  argv: fc.array(text, { minLength: 1, maxLength: 5 }),
  cwd: text,
  environment: fc.array(fc.record({ name: text, value: text }, { requiredKeys: ["name"] }), {
    maxLength: 3,
  }),
  operands: fc.array(fc.record({ path: text, sha256: bytes(32) }), { maxLength: 3 }),
});
/** Something about each file changes: it is made, altered or deleted. */
const digests = fc.oneof(
  fc.record({ after: bytes(32) }),
  fc.record({ before: bytes(32) }),
  fc.record({ before: bytes(32), after: bytes(32) }),
);
const change = fc
  .tuple(fc.record({ path: text, diff: text }), digests)
  .map(([where, what]) => ({ ...where, ...what }));
const edit = fc.record({
  t: fc.constant("edit" as const),
  ...head,
  root: text,
  changes: fc.uniqueArray(change, {
    minLength: 1,
    maxLength: 3,
    selector: ({ path }) => path,
  }),
});
const tool = fc.record(
  { t: fc.constant("tool" as const), ...head, server: text, input: text, cwd: text },
  { requiredKeys: ["t", "v", "run", "driver", "tool", "input", "cwd"] },
);
const actions: fc.Arbitrary<Action> = fc.oneof(command, edit, tool);

/** What was read, or undefined if it was refused in one of the two ways it may be. */
function readOrRefused(source: Uint8Array): Action | undefined {
  try {
    return readAction(source);
  } catch (failure) {
    expect(failure).toBeInstanceOf(ProtocolFailure);
    expect(["MESSAGE", "UNSUPPORTED"]).toContain((failure as ProtocolFailure).code);
    return undefined;
  }
}

describe("readAction", () => {
  test("gives back whatever was frozen", () => {
    fc.assert(
      fc.property(actions, (action) => {
        expect(readAction(freezeAction(action))).toEqual(action);
      }),
      { seed: 121, numRuns: 300 },
    );
  });

  test("refuses a field put in anywhere", () => {
    const name = fc.stringMatching(/^[a-z]{6,10}$/);
    fc.assert(
      fc.property(actions, fc.nat(), name, (action, place, field) => {
        const source = fromUtf8(freezeAction(action));
        // Only a brace in front of a key or an end opens an object here: texts have theirs escaped.
        const braces = [...source.matchAll(/\{(?="(?:t|name|path)":)/g)].map(({ index }) => index);
        const at = (braces[place % braces.length] ?? 0) + 1;
        const changed = `${source.slice(0, at)}"${field}":1,${source.slice(at)}`;
        expect(() => readAction(utf8(changed))).toThrow(
          expect.objectContaining({ code: "UNSUPPORTED" }),
        );
      }),
      { seed: 122, numRuns: 300 },
    );
  });

  test("reads nothing into changed bytes that freezing would not write again", () => {
    let accepted = 0;
    fc.assert(
      fc.property(actions, fc.nat(), fc.nat({ max: 255 }), (action, place, byte) => {
        const source = freezeAction(action);
        source[place % source.length] = byte;
        const again = readOrRefused(source);
        if (again === undefined) return;
        accepted++;
        const theirs = JSON.parse(fromUtf8(source)) as unknown;
        expect(JSON.parse(fromUtf8(freezeAction(again)))).toEqual(theirs);
      }),
      { seed: 123, numRuns: 3_000 },
    );
    expect(accepted).toBeGreaterThan(100);
  });

  test("refuses noise by MESSAGE or UNSUPPORTED", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (noise) => {
        expect(readOrRefused(noise)).toBeUndefined();
      }),
      { seed: 124, numRuns: 2_000 },
    );
  });
});
