import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fromUtf8, utf8 } from "./text.ts";

const isMessage = expect.objectContaining({ code: "MESSAGE" });
const of = (...values: number[]): Uint8Array => Uint8Array.from(values);

describe("UTF-8", () => {
  test.each(["", "plain", "é", "𝒳", "\0", "\u2028", "\uffff"])("of %j comes back", (text) => {
    expect(fromUtf8(utf8(text))).toBe(text);
  });

  test("keeps a byte order mark, so that bytes and text stay one to one", () => {
    const bytes = of(0xef, 0xbb, 0xbf, 0x7b, 0x7d);
    expect(fromUtf8(bytes)).toBe("\ufeff{}");
    expect(utf8(fromUtf8(bytes))).toEqual(bytes);
  });

  test.each([
    ["an overlong slash", of(0xc0, 0xaf)],
    ["an overlong zero", of(0xe0, 0x80, 0x80)],
    ["a surrogate half", of(0xed, 0xa0, 0x80)],
    ["a code point beyond the last", of(0xf4, 0x90, 0x80, 0x80)],
    ["a lonely continuation", of(0x80)],
    ["a sequence cut short", of(0xe2, 0x82)],
    ["a byte that is never used", of(0xff)],
  ])("is refused with %s", (_what, bytes) => {
    expect(() => fromUtf8(bytes)).toThrow(isMessage);
  });

  test("is read back to the same bytes or refused by MESSAGE", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 20 }), (bytes) => {
        try {
          expect(utf8(fromUtf8(bytes))).toEqual(bytes);
        } catch (failure) {
          expect(failure).toMatchObject({ name: "ProtocolFailure", code: "MESSAGE" });
        }
      }),
      { seed: 83, numRuns: 2_000 },
    );
  });
});
