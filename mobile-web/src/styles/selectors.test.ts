// A rule about whatever stands next, or at a place among others, makes browsers style all rows of a list anew when one
// comes or goes: measured, 155 elements for 20. See docs/decisions/0067.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const folder = import.meta.dirname;
const sibling = /[+~]\s*(?:\*|:)/;
const place = /(?:^|[\s>+~])(?:\*)?:nth-/;

const aboutAny = (css: string): string[] =>
  css
    .replaceAll(/\/\*[^]*?\*\//g, "")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => /[{,]$/.test(line) && (sibling.test(line) || place.test(line)));

test("no rule is about any element that follows another, or that stands at a place", () => {
  const files = readdirSync(folder).filter((name) => name.endsWith(".css"));
  expect(files.length).toBeGreaterThan(10);
  const found = files.flatMap((name) => aboutAny(readFileSync(join(folder, name), "utf8")));
  expect(found).toEqual([]);
});

test("such a rule would be found", () => {
  expect(aboutAny(".prose > * + * {\n.question-text + * {\n.decide > :nth-child(2) {")).toEqual([
    ".prose > * + * {",
    ".question-text + * {",
    ".decide > :nth-child(2) {",
  ]);
  expect(aboutAny(".fate + .fate {\n.decide > .button-main {")).toEqual([]);
});
