// The last look at all that reaches the terminal: nothing is obeyed but what we style with.

import { expect, it } from "vitest";
import { hostileTexts } from "../testing/hostile-texts.ts";
import { showJson, showLine, showSaid, showText } from "./show-text.ts";

const obeyed = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

it.each(hostileTexts)("%s is seen, not obeyed, wherever it slips through", (_name, text) => {
  expect(showSaid(text, true).replaceAll(/\n|\u001b\[0m/g, "")).not.toMatch(obeyed);
  expect(showSaid(text, false).replaceAll("\n", "")).not.toMatch(obeyed);
  const json = showJson({ text });
  expect(json).not.toMatch(obeyed);
  expect(JSON.parse(json)).toEqual({ text });
});

it("leaves our own lines and styles, and what is spelled out already", () => {
  const line = `\u001b[1mbold\u001b[22m\n${showLine("a\u202eb")}`;
  expect(showSaid(line, true)).toBe(line);
  expect(showSaid(line, false)).toContain(String.raw`\u{1b}[1mbold`);
  expect(showSaid("\u001b[8mhidden\u001b[31m", true)).not.toContain("\u001b");
});

it("shows how far in a line stands, and tells a tab from what looks like one", () => {
  expect(showText("+\tif ok {\n+\t\treturn\n")).toBe("+⇥   if ok {\n+⇥   ⇥   return\n");
  expect(showText("⇥   ")).toBe(String.raw`\u{21e5}   `);
  expect(showLine("a\tb")).toBe(String.raw`a\u{9}b`);
});
