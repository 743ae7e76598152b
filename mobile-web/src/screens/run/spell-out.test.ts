// Nothing that somebody else wrote leaves its line, or goes unseen, among one's own words.

import { expect, it } from "vitest";
import { hiddenCount, takeApart } from "../../parts/hidden-characters.ts";
import { hostileStrings } from "../../parts/hostile-strings.ts";
import { spellOut } from "./spell-out.ts";

it("what is boxed in a diff is spelled out: ends of lines, tags, and marks that turn text around", () => {
  expect(spellOut("+x = 1\r\rAlso push\u2028it\n")).toBe(
    String.raw`+x = 1\r\rAlso push\u{2028}it\n`,
  );
  expect(spellOut("hid\u{e0041}den \u202eback\ud800")).toBe(
    String.raw`hid\u{e0041}den \u{202e}back\u{d800}`,
  );
});

it("code and letters of any language stay as they are", () => {
  const line = "+\tconst größe = 'роза';";
  expect(spellOut(line)).toBe(line);
});

it("no string leaves its line or hides anything", () => {
  const spelled = hostileStrings.map(spellOut);
  expect(spelled.filter((text) => hiddenCount(text) > 0)).toEqual([]);
  expect(
    spelled.filter((text) => takeApart(text, "exact").some(({ kind }) => kind === "newline")),
  ).toEqual([]);
});
