// What a person reads: hunks with three lines around each change, in the format that diff prints.

import { describe, expect, it } from "vitest";
import { processorMs } from "../testing/processor-time.ts";
import { makeDiff } from "./make-diff.ts";

const numbered = (count: number, changes: Readonly<Record<number, string>> = {}): string =>
  Array.from({ length: count }, (_, i) => `${changes[i + 1] ?? `line ${i + 1}`}\n`).join("");

const cases: readonly (readonly [string, string, string, string])[] = [
  ["nothing for equal texts", "a\nb\n", "a\nb\n", ""],
  ["nothing for two empty texts", "", "", ""],
  ["a new file", "", "a\nb\n", "@@ -0,0 +1,2 @@\n+a\n+b\n"],
  ["an emptied file", "a\nb\n", "", "@@ -1,2 +0,0 @@\n-a\n-b\n"],
  ["a replaced line", "a\nb\nc\n", "a\nX\nc\n", "@@ -1,3 +1,3 @@\n a\n-b\n+X\n c\n"],
  [
    "a final newline that is lost",
    "a\n",
    "a",
    "@@ -1,1 +1,1 @@\n-a\n+a\n\\ No newline at end of file\n",
  ],
  [
    "a final newline that is added",
    "a",
    "a\n",
    "@@ -1,1 +1,1 @@\n-a\n\\ No newline at end of file\n+a\n",
  ],
  ["line endings that change", "a\r\n", "a\n", "@@ -1,1 +1,1 @@\n-a\r\n+a\n"],
  [
    "only three lines around a change",
    numbered(9),
    numbered(9, { 5: "X" }),
    "@@ -2,7 +2,7 @@\n line 2\n line 3\n line 4\n-line 5\n+X\n line 6\n line 7\n line 8\n",
  ],
];

describe("a diff", () => {
  it.each(cases)("shows %s", (_, before, after, diff) => {
    expect(makeDiff(before, after)).toBe(diff);
  });

  it("joins changes that are six lines apart and parts those that are seven", () => {
    const hunks = (to: number) =>
      makeDiff(numbered(30), numbered(30, { 10: "X", [to]: "Y" })).match(/^@@/gm)?.length;
    expect(hunks(17)).toBe(1);
    expect(hunks(18)).toBe(2);
  });

  it("finds the common lines of a rewritten file instead of replacing all of it", () => {
    const before = numbered(200);
    const after = numbered(200, { 3: "X", 50: "Y", 199: "Z" });
    expect(makeDiff(before, after).match(/^[-+]/gm)).toHaveLength(6);
  });

  it("of a file with a hundred thousand lines and changes at both ends is made in good time", () => {
    const before = numbered(100_000);
    const after = numbered(100_000, { 2: "X", 99_999: "Y" });
    let diff = "";
    expect(processorMs(() => (diff = makeDiff(before, after)))).toBeLessThan(3_000);
    expect(diff).toContain("+X\n");
  });

  it("does not count all lines again for each of its hunks", () => {
    const lines = 400_000;
    const places = Array.from({ length: 200 }, (_, i) => lines - 9 * i);
    const after = numbered(lines, Object.fromEntries(places.map((place) => [place, "X"])));
    let diff = "";
    expect(processorMs(() => (diff = makeDiff(numbered(lines), after)))).toBeLessThan(2_000);
    expect(diff.match(/^@@/gm)).toHaveLength(places.length);
    expect(diff).toContain(`@@ -${lines - 9 - 3},7 +${lines - 9 - 3},7 @@`);
  });
});
