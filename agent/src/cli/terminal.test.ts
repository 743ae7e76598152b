// Names that phones give themselves, on their way to a terminal that obeys control characters.

import { describe, expect, it } from "vitest";
import { quoteName } from "./terminal.ts";

const names: readonly (readonly [string, string])[] = [
  ["Ada's phone", `"Ada's phone"`],
  ["Mobiltelefon Ä é 手機 🙂", `"Mobiltelefon Ä é 手機 🙂"`],
  ["\u001b[2J\u001b[1;1Hgone", String.raw`"\u{1b}[2J\u{1b}[1;1Hgone"`],
  ["\u001b[31mred\u001b[0m", String.raw`"\u{1b}[31mred\u{1b}[0m"`],
  ["\u009b31mred", String.raw`"\u{9b}31mred"`],
  ["a\rb\nc\td\u000b\u0007", String.raw`"a\u{d}b\u{a}c\u{9}d\u{b}\u{7}"`],
  ["a\u0085b\u2028c\u2029d", String.raw`"a\u{85}b\u{2028}c\u{2029}d"`],
  ["\u202egnp.exe\u202c\u061c", String.raw`"\u{202e}gnp.exe\u{202c}\u{61c}"`],
  ["zero\u200bwidth\u2060\ufeff\u00ad", String.raw`"zero\u{200b}width\u{2060}\u{feff}\u{ad}"`],
  ["tags\u{e0041}\u{e007f}", String.raw`"tags\u{e0041}\u{e007f}"`],
  ["\ue000private\u{10ffff}", String.raw`"\u{e000}private\u{10ffff}"`],
  ["\ud800half", String.raw`"\u{d800}half"`],
  ["\u0000", String.raw`"\u{0}"`],
  ["filler\u3164braille\u2800", String.raw`"filler\u{3164}braille\u{2800}"`],
  [String.raw`a \u{202e} of its own`, String.raw`"a \u{5c}u{202e} of its own"`],
  [`x" is paired; "`, `"x' is paired; '"`],
  ["", `""`],
];

describe("a name from elsewhere", () => {
  it.each(names)("%j is shown as %j", (name, shown) => {
    expect(quoteName(name)).toBe(shown);
  });

  it("never holds a character that a terminal acts on, or that turns the line around", () => {
    for (let code = 0; code <= 0x2_ffff; code++) {
      const shown = quoteName(`a${String.fromCodePoint(code)}b`);
      if (/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(shown))
        throw new Error(`U+${code.toString(16)}`);
      if (shown.slice(1, -1).includes('"')) throw new Error("a quote within quotes");
    }
    expect(quoteName("ab")).toBe('"ab"');
  });
});
