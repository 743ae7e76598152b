// What happened between two diffs leads from what the one says to what the other says.

import fc from "fast-check";
import { expect, it } from "vitest";
import { diffLines } from "../../parts/unified-diff.ts";
import { diffBetween } from "./diff-between.ts";
import { lineChanges } from "./line-changes.ts";

const newFile = (name: string, ...lines: readonly string[]) =>
  [
    `diff --git a/${name} b/${name}`,
    "new file mode 100644",
    "index 0000000..257cc56",
    "--- /dev/null",
    `+++ b/${name}`,
    `@@ -0,0 +1,${lines.length} @@`,
    ...lines.map((line) => `+${line}`),
    "",
  ].join("\n");

/** With all lines around what changed. */
function whole(before: readonly string[], after: readonly string[]): string {
  const changes = lineChanges(before, after);
  const from = (lines: readonly string[]) => (lines.length === 0 ? 0 : 1);
  const head = `@@ -${from(before)},${before.length} +${from(after)},${after.length} @@`;
  const lines = changes.map(({ sign, text }) => sign + text);
  return ["diff --git a/a b/a", "--- a/a", "+++ b/a", head, ...lines, ""].join("\n");
}

/** By its line numbers alone, and only where each line is as the diff says. */
function applied(lines: readonly string[], diff: string): readonly string[] {
  const result: string[] = [];
  let at = 0;
  for (const { kind, text } of diffLines(diff)) {
    const [, from = "0", count = "1"] = /^@@ -(\d+),(\d+)/.exec(text) ?? [];
    if (kind === "hunk") {
      while (at < Number(from) - (count === "0" ? 0 : 1)) result.push(lines[at++] ?? "missing");
    } else if (kind === "add") result.push(text.slice(1));
    else if (kind !== "header") {
      expect(lines[at]).toBe(text.slice(1));
      if (kind === "context") result.push(text.slice(1));
      at++;
    }
  }
  return [...result, ...lines.slice(at)];
}

const letters = fc.array(fc.constantFrom("a", "b", "c", "d", "e", "f"), { maxLength: 30 });

it("leads from the one to the other, whatever both are made of", () => {
  fc.assert(
    fc.property(letters, letters, letters, (base, one, other) => {
      const [before, after] = [
        diffBetween("", whole(base, one)),
        diffBetween("", whole(base, other)),
      ];
      expect(applied(base, before)).toEqual(one);
      expect(applied(one, diffBetween(before, after))).toEqual(other);
    }),
    { numRuns: 400 },
  );
});

it("is nothing where nothing happened", () => {
  expect(diffBetween(newFile("a.txt", "one"), newFile("a.txt", "one"))).toBe("");
});

it("tells of a new file what came to it since, and leaves out those that stayed", () => {
  const before = newFile("a.txt", "one", "two") + newFile("b.txt", "same");
  const after = newFile("a.txt", "one", "TWO") + newFile("b.txt", "same") + newFile("c.txt", "c");
  const [ofFirst, ofNew] = [
    "--- a/a.txt\n+++ b/a.txt\n@@ -1,2 +1,2 @@\n one\n-two\n+TWO\n",
    "--- /dev/null\n+++ b/c.txt\n@@ -0,0 +1,1 @@\n+c\n",
  ];
  expect(diffBetween(before, after)).toBe(ofFirst + ofNew);
});

it("tells what was taken back", () => {
  const lines = ["--- a/a.txt", "+++ /dev/null", "@@ -1,1 +0,0 @@", "-one", ""];
  expect(diffBetween(newFile("a.txt", "one"), "").split("\n")).toEqual(lines);
});

it("knows a line without an end from one that has it", () => {
  const before = newFile("a.txt", "one");
  const after = `${before}\\ No newline at end of file\n`;
  expect(diffBetween(before, after)).toContain("-one\n+one\n\\ No newline at end of file\n");
});

it("tells of what is no text that it changed", () => {
  const binary = (index: string) =>
    `diff --git a/i.png b/i.png\nindex ${index}\nBinary files a/i.png and b/i.png differ\n`;
  expect(diffBetween(binary("1..2"), binary("1..3"))).toBe(binary("1..3"));
});
