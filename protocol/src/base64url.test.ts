import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fromBase64url, toBase64url } from "./base64url.ts";

describe("base64url", () => {
  // RFC 4648, section 10, without its padding.
  test.each([
    ["", ""],
    ["f", "Zg"],
    ["fo", "Zm8"],
    ["foo", "Zm9v"],
    ["foob", "Zm9vYg"],
    ["fooba", "Zm9vYmE"],
    ["foobar", "Zm9vYmFy"],
  ])("of %j is %j", (text, encoded) => {
    const bytes = new Uint8Array(Buffer.from(text));
    expect(toBase64url(bytes)).toBe(encoded);
    expect(fromBase64url(encoded)).toEqual(bytes);
  });

  test("has - and _ where base64 has + and /", () => {
    expect(toBase64url(Uint8Array.of(0xfb, 0xff, 0xfe))).toBe("-__-");
    expect(fromBase64url("-__-")).toEqual(Uint8Array.of(0xfb, 0xff, 0xfe));
  });

  test.each([
    ["a length that no bytes have", "A"],
    ["padding", "Zg=="],
    ["left-over bits, two of them", "Zm9"],
    ["left-over bits, four of them", "Zh"],
    ["base64's own letters", "+/8A"],
    ["white space", "Zm 9v"],
    ["a line's end", "Zm9v\n"],
    ["a letter beyond ASCII", "Zm9é"],
    ["half a surrogate pair", "Zm9\ud800"],
    ["a whole surrogate pair", "Zm9v𝒳𝒳"],
    ["a zero byte", "Zm9\0"],
  ])("is refused with %s", (_what, text) => {
    expect(fromBase64url(text)).toBeUndefined();
  });

  test("agrees with Node's and comes back", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        const text = toBase64url(bytes);
        expect(text).toBe(Buffer.from(bytes).toString("base64url"));
        expect(fromBase64url(text)).toEqual(bytes);
      }),
      { seed: 81, numRuns: 300 },
    );
  });

  test("has one spelling: whatever is read is written the same, the rest is undefined", () => {
    const texts = fc.oneof(
      fc.stringMatching(/^[A-Za-z0-9_-]{0,12}$/),
      fc.string({ unit: "binary", maxLength: 12 }),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const bytes = fromBase64url(text);
        if (bytes !== undefined) expect(toBase64url(bytes)).toBe(text);
      }),
      { seed: 82, numRuns: 2_000 },
    );
  });
});
