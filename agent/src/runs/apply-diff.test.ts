// What is written is exactly what was shown, or nothing: no searching, no fuzz, no joined lines.

import { describe, expect, it } from "vitest";
import { applyDiff } from "./apply-diff.ts";
import { makeDiff } from "./make-diff.ts";

const before = "one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\n";
const after = before.replace("four", "FOUR");
const diff = makeDiff(before, after);

const applied: readonly (readonly [string, string, string])[] = [
  ["a replaced line", before, after],
  ["a new file", "", "a\n"],
  ["an emptied file", "a\nb\n", ""],
  ["a lost final newline", "a\nb\n", "a\nb"],
  ["an added final newline", "a\nb", "a\nb\n"],
  ["lines added after one without an end", "a", "a\nb"],
  ["CRLF", "a\r\nb\r\n", "a\r\nc\r\n"],
  ["mixed line endings", "a\r\nb\nc\r", "a\nb\r\nc"],
  [
    "lines that look like a diff",
    "-a\n+b\n",
    "@@ -1,1 +1,1 @@\n-x\n\\ No newline at end of file\n",
  ],
  ["a byte order mark and characters of four bytes", "\ufeffa\n", "\ufeff🙂\n"],
  ["a NUL and other control characters", "a\u0000\n", "\u0007a\n\u001b[2J\n"],
  ["a file of a hundred thousand lines", "x\n".repeat(100_000), `y\n${"x\n".repeat(200_000)}`],
];

const refused: readonly (readonly [string, string])[] = [
  ["whose hunk stands one line lower", diff.replace("@@ -1,", "@@ -2,")],
  ["whose hunk stands one line higher", diff.replace("@@ -1,", "@@ -0,")],
  ["that names another place afterwards than it writes to", diff.replace("+1,7", "+2,7")],
  ["with another context line", diff.replace(" two", " TWO")],
  ["with another removed line", diff.replace("-four", "-fore")],
  ["whose removed line has spaces at its end", diff.replace("-four", "-four ")],
  ["that counts one line too many before", diff.replace("-1,7", "-1,8")],
  ["that counts one line too few before", diff.replace("-1,7", "-1,6")],
  ["that counts one line too many afterwards", diff.replace("+1,7", "+1,8")],
  ["that counts one line too few afterwards", diff.replace("+1,7", "+1,6")],
  ["without its last line", diff.slice(0, diff.lastIndexOf("\n", diff.length - 2) + 1)],
  ["without its last newline", diff.slice(0, -1)],
  ["with a line more than its header says", `${diff} eight\n`],
  ["with words in front", `--- a\n+++ b\n${diff}`],
  ["with words behind a header", diff.replace(" @@\n", " @@ function f()\n")],
  ["with a header that leaves counts out", diff.replace("-1,7", "-1")],
  ["with a line that begins with nothing known", diff.replace(" two", "*two")],
  ["with an empty line", diff.replace(" two\n", "\n")],
  ["twice in a row", diff + diff],
  ["with hunks in the wrong order", `@@ -8,1 +8,1 @@\n-eight\n+8\n@@ -1,1 +1,1 @@\n-one\n+1\n`],
  ["beyond the end of the file", "@@ -9,1 +9,1 @@\n-nine\n+9\n"],
  ["that adds behind a line that does not exist", "@@ -9,0 +10,1 @@\n+ten\n"],
  [
    "that takes a final newline away where there is one",
    "@@ -8,1 +8,0 @@\n-eight\n\\ No newline at end of file\n",
  ],
];

describe("applying a diff", () => {
  it.each(applied)("writes %s", (_, from, to) => {
    expect(applyDiff(from, makeDiff(from, to))).toBe(to);
  });

  it("changes nothing when the diff is empty", () => {
    expect(applyDiff(before, "")).toBe(before);
  });

  it("writes what it was made for and refuses a file with one line more in front", () => {
    expect(applyDiff(before, diff)).toBe(after);
    expect(applyDiff(`zero\n${before}`, diff)).toBeUndefined();
  });

  it.each(refused)("refuses a diff %s", (_, changed) => {
    expect(changed).not.toBe(diff);
    expect(applyDiff(before, changed)).toBeUndefined();
  });

  it("refuses to join lines that the diff shows as two", () => {
    const unended = "@@ -1,1 +1,2 @@\n-a\n+b\n\\ No newline at end of file\n+c\n";
    expect(applyDiff("a\n", unended)).toBeUndefined();
    expect(applyDiff("a", "@@ -1,0 +2,1 @@\n+b\n")).toBeUndefined();
  });
});
