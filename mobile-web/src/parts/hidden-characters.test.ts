import { expect, test } from "vitest";
import { type Piece, hiddenCount, putTogether, takeApart } from "./hidden-characters.ts";
import { hostileStrings } from "./hostile-strings.ts";

test("the corpus is large and holds no text twice", () => {
  expect(hostileStrings.length).toBeGreaterThanOrEqual(60);
  expect(new Set(hostileStrings).size).toBe(hostileStrings.length);
});

test.each(["exact", "prose"] as const)(
  "no character is lost or changed when shown as %s",
  (strictness) => {
    for (const text of hostileStrings) expect(putTogether(takeApart(text, strictness))).toBe(text);
  },
);

// Written a second time, as the specification lists them, so that the pattern is checked by something else.
const mustNotPass = (codePoint: number): boolean =>
  codePoint < 0x20 ||
  (codePoint >= 0x7f && codePoint <= 0xa0) ||
  [
    0xad, 0x34f, 0x61c, 0x115f, 0x1160, 0x1680, 0x180e, 0x2800, 0x3000, 0x3164, 0xfeff, 0xffa0,
  ].includes(codePoint) ||
  (codePoint >= 0x180b && codePoint <= 0x180f) ||
  (codePoint >= 0x2000 && codePoint <= 0x200f) ||
  (codePoint >= 0x2028 && codePoint <= 0x202f) ||
  (codePoint >= 0x205f && codePoint <= 0x206f) ||
  (codePoint >= 0xd800 && codePoint <= 0xf8ff) ||
  (codePoint >= 0xfe00 && codePoint <= 0xfe0f) ||
  (codePoint >= 0xfff0 && codePoint <= 0xfffb) ||
  codePoint >= 0xe0000;

const plainText = (pieces: readonly Piece[]): string =>
  pieces
    .map((piece) => (piece.kind === "plain" || piece.kind === "foreign" ? piece.text : ""))
    .join("");

test("every code point that hides, moves or imitates nothing becomes a box", () => {
  for (let codePoint = 0; codePoint <= 0x10ffff; codePoint++) {
    if (!mustNotPass(codePoint)) continue;
    if (codePoint > 0xe1000 && codePoint % 257 !== 0) continue; // private planes: a sample is enough
    const shown = plainText(takeApart(`a${String.fromCodePoint(codePoint)}b`, "exact"));
    expect(shown, `U+${codePoint.toString(16)}`).toBe("ab");
  }
});

test("what is on an ordinary keyboard stands as it is", () => {
  const ordinary = Array.from({ length: 0x5f }, (_, index) =>
    String.fromCharCode(0x20 + index),
  ).join("");
  expect(takeApart(ordinary, "exact")).toEqual([{ kind: "plain", text: ordinary }]);
});

test("characters outside ASCII are marked in what is run, and left alone in prose", () => {
  expect(takeApart("rm \u0430b", "exact")).toContainEqual({ kind: "foreign", text: "\u0430" });
  const prose = "Größe: 3 Küsten, 東京, \u{1f468}\u200d\u{1f469}\u200d\u{1f467} \u2764\ufe0f";
  expect(takeApart(prose, "prose")).toEqual([{ kind: "plain", text: prose }]);
});

test("every emoji stands as it is in prose, whatever it is made of", () => {
  const single = Array.from({ length: 0x2_0000 }, (_, index) => index)
    .filter((codePoint) => codePoint < 0xd800 || codePoint > 0xdfff)
    .map((codePoint) => String.fromCodePoint(codePoint));
  const made = ["1\ufe0f\u20e3", "\u{1f1e9}\u{1f1ea}", "\u{1f44d}\u{1f3fd}", "\u26a0\ufe0f"];
  const flag = "\u{1f3f4}\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}";
  const emoji = [...single, ...made, flag].filter((text) => /^\p{RGI_Emoji}$/v.test(text));
  expect(emoji.length).toBeGreaterThan(1_000);
  expect(emoji).toEqual(expect.arrayContaining([...made, flag]));
  expect(emoji.filter((text) => plainText(takeApart(text, "prose")) !== text)).toEqual([]);
});

test("a joiner outside an emoji is a box in prose too", () => {
  expect(hiddenCount("a\u200db")).toBe(1);
  expect(plainText(takeApart("a\u200db", "prose"))).toBe("ab");
});

test("stacked marks beyond what a script needs are boxes", () => {
  expect(hiddenCount(`Z${"\u0300".repeat(500)}`)).toBe(497);
  expect(hiddenCount("e\u0301")).toBe(0);
});
