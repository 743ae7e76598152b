import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatTypedCode, makeNameplate, makeTypedCode, parseTypedCode } from "./typed-code.ts";

const isPairingCode = expect.objectContaining({ code: "PAIRING_CODE" });
const bytesOf = (...values: number[]) => ({ randomBytes: () => Uint8Array.from(values) });

describe("a typed code", () => {
  test("is written as four characters, a dash and six", () => {
    expect(formatTypedCode({ nameplate: "7K3M", secret: "9QXT2A" })).toBe("7K3M-9QXT2A");
  });

  test("is made of 20 and 30 bits, each character of five", () => {
    expect(makeNameplate(bytesOf(0, 0, 0, 0))).toBe("0000");
    expect(makeNameplate(bytesOf(255, 255, 255, 255))).toBe("ZZZZ");
    expect(makeTypedCode(bytesOf(0, 0, 0, 1), "7K3M")).toEqual({
      nameplate: "7K3M",
      secret: "100000",
    });
    expect(makeTypedCode(bytesOf(0x3f, 0xff, 0xff, 0xff), "7K3M").secret).toBe("ZZZZZZ");
  });

  test("has every character equally often at every place", () => {
    const seen = new Map<string, number>();
    let counter = 0;
    const counting = {
      randomBytes: () => {
        const value = counter++;
        return Uint8Array.of(0, 0, value >>> 8, value);
      },
    };
    for (let i = 0; i < 32 ** 3; i++) {
      const code = makeNameplate(counting).slice(0, 3);
      seen.set(code, (seen.get(code) ?? 0) + 1);
    }
    expect(seen.size).toBe(32 ** 3);
  });

  test("is not made for a nameplate that nobody could type back", () => {
    for (const nameplate of ["", "7K3", "7K3M0", "7k3m", "OOOO", "ÄÄÄÄ"]) {
      expect(() => makeTypedCode(bytesOf(0, 0, 0, 0), nameplate)).toThrow(RangeError);
    }
  });

  const code = { nameplate: "7K3M", secret: "9QX01A" };
  test.each([
    "7K3M-9QX01A",
    "7k3m-9qx01a",
    "7K3M9QX01A",
    "7k3m 9qx01a",
    "  7K3M - 9QX01A\n",
    "7 K 3 M 9 Q X 0 1 A",
    "7K3M–9QX01A", // an en dash, as keyboards make of two hyphens
    "7K3M—9QX01A",
    "7K3M‑9QX01A",
    "7K3M_9QX01A",
    "7K3M-9QXO1A", // the letter O
    "7K3M-9QXoiA",
    "7K3M-9QXOlA",
    "7K3M-9QX0LA",
  ])("is read from %j", (typed) => {
    expect(parseTypedCode(typed)).toEqual(code);
  });

  test.each([
    "",
    "7K3M",
    "7K3M-9QX01",
    "7K3M-9QX01AB",
    "7K3M-9QX01U", // U is left out, so that codes spell nothing rude
    "7K3M-9QX01é",
    "7K3M-9QX01\u0000",
    "７K3M-9QX01A", // a full-width 7
    "7K3M+9QX01A",
    "ſK3M-9QX01A", // its upper case is S
    "ß3M-9QX01A", // its upper case is SS
    `7K3M-9QX01A${" ".repeat(100)}`,
  ])("is not read from %j", (typed) => {
    expect(() => parseTypedCode(typed)).toThrow(isPairingCode);
  });

  test("is refused with an example and without what was typed", () => {
    expect(() => parseTypedCode("MYSECRETCODE")).toThrow(/like 7K3M-9QXT2A/);
    expect(() => parseTypedCode("MYSECRETCODE")).not.toThrow(/MYSECRET/);
  });

  test("comes back from its text, however it is spelled", () => {
    const random = fc.uint8Array({ minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(random, random, fc.boolean(), (first, second, lower) => {
        const nameplate = makeNameplate({ randomBytes: () => first });
        const made = makeTypedCode({ randomBytes: () => second }, nameplate);
        const text = formatTypedCode(made);
        expect(text).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{6}$/);
        expect(parseTypedCode(lower ? text.toLowerCase() : text)).toEqual(made);
      }),
      { seed: 51, numRuns: 300 },
    );
  });

  test("is read into canonical characters or refused by PAIRING_CODE, whatever is typed", () => {
    const typed = fc.oneof(
      fc.string({ unit: "binary", maxLength: 80 }),
      fc.stringMatching(/^[0-9a-zA-Z]{4}[- –_]?[0-9a-zA-Z]{6}$/),
    );
    fc.assert(
      fc.property(typed, (text) => {
        try {
          const parsed = parseTypedCode(text);
          expect(parseTypedCode(formatTypedCode(parsed))).toEqual(parsed);
        } catch (failure) {
          expect(failure).toMatchObject({ name: "ProtocolFailure", code: "PAIRING_CODE" });
        }
      }),
      { seed: 52, numRuns: 2_000 },
    );
  });
});
