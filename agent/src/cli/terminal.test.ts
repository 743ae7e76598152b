// Names that phones give themselves, on their way to a terminal that obeys control characters.

import { describe, expect, it } from "vitest";
import { quoteName } from "./terminal.ts";

const names: readonly (readonly [string, string])[] = [
  ["Ada's phone", `"Ada's phone"`],
  ["Mobiltelefon Ä é 手機 🙂", `"Mobiltelefon Ä é 手機 🙂"`],
  ["\u001b[2J\u001b[1;1Hgone", `"gone"`],
  ["\u001b[31mred\u001b[0m", `"red"`],
  ["\u001b]0;title\u0007x", `"x"`],
  ["\u009b31mred", `"red"`],
  ["a\rb\nc\td\u000b\u0007", `"a?b?c?d??"`],
  ["a\u0085b\u2028c\u2029d", `"a?b?c?d"`],
  ["\u202egnp.exe\u202c\u2066x\u2069\u200f\u061c", `"?gnp.exe??x???"`],
  ["zero\u200bwidth\u2060\ufeff\u00ad", `"zero?width???"`],
  ["tags\u{e0041}\u{e007f}", `"tags??"`],
  ["\ue000private\u{10ffff}", `"?private?"`],
  ["\ud800half", `"?half"`],
  ["\u0000", `"?"`],
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
