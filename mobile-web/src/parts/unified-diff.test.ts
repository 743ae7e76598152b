import { expect, test } from "vitest";
import { countDiff, diffLines } from "./unified-diff.ts";

const kinds = (...lines: readonly string[]) => diffLines(lines.join("\n")).map((line) => line.kind);

test("lines are told apart by what their hunk announces", () => {
  expect(
    kinds(
      "--- a/x",
      "+++ b/x",
      "@@ -1,3 +1,3 @@",
      " a",
      "--- b",
      "+++ c",
      " d",
      "@@ -9 +9 @@",
      "-e",
      "+f",
    ),
  ).toEqual([
    "header",
    "header",
    "hunk",
    "context",
    "remove",
    "add",
    "context",
    "hunk",
    "remove",
    "add",
  ]);
});

test("a hunk header inside a hunk is content", () => {
  expect(kinds("@@ -1,2 +1,2 @@", " @@ -5 +5 @@", "-@@ -1 +1 @@", "+x")).toEqual([
    "hunk",
    "context",
    "remove",
    "add",
  ]);
});

test("the note about a missing line end counts as neither side", () => {
  const lines = diffLines("@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n");
  expect(lines.map((line) => line.kind)).toEqual(["hunk", "remove", "note", "add"]);
  expect(countDiff(lines)).toEqual({ added: 1, removed: 1 });
});

test("every line is kept as it came", () => {
  const diff = "--- /dev/null\n+++ b/x\n@@ -0,0 +1,2 @@\n+\r\n+\ttab";
  expect(
    diffLines(diff)
      .map((line) => line.text)
      .join("\n"),
  ).toBe(diff);
});
