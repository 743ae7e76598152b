// Where the lines of a diff are, by file and number.

import { expect, it } from "vitest";
import { diffLines } from "../../parts/unified-diff.ts";
import { placesInDiff } from "./places-in-diff.ts";

const placesOf = (diff: string, path = ""): readonly (readonly [string, string])[] => {
  const lines = diffLines(diff);
  return placesInDiff(lines, path).flatMap((place, at) =>
    place === undefined ? [] : [[lines[at]?.text ?? "", place] as const],
  );
};

const diff = `diff --git a/src/a.ts b/src/a.ts
index 1..2 100644
--- a/src/a.ts
+++ b/src/a.ts
@@ -4,3 +4,4 @@ class A {
 one
-two
+TWO
+more
 three
@@ -20 +21 @@
-twenty
+20
diff --git a/gone.ts b/gone.ts
deleted file mode 100644
--- a/gone.ts
+++ /dev/null
@@ -1,2 +0,0 @@
-gone
--- a/not/a/header
\\ No newline at end of file
diff --git a/a rose.txt b/a rose.txt
new file mode 100644
--- /dev/null
+++ b/a rose.txt\t
@@ -0,0 +1 @@
+red
`;

it("each line of a file has the number that it has there, or had before it went, and what is no line has none", () => {
  expect(placesOf(diff)).toEqual([
    [" one", "src/a.ts:4"],
    ["-two", "src/a.ts:5"],
    ["+TWO", "src/a.ts:5"],
    ["+more", "src/a.ts:6"],
    [" three", "src/a.ts:7"],
    ["-twenty", "src/a.ts:20"],
    ["+20", "src/a.ts:21"],
    ["-gone", "gone.ts:1"],
    ["--- a/not/a/header", "gone.ts:2"],
    ["+red", "a rose.txt:1"],
  ]);
});

it("where no file is named, what was given stands for it", () => {
  expect(placesOf("@@ -1 +1 @@\n-old\n+new\n", "Edit a.ts")).toEqual([
    ["-old", "Edit a.ts:1"],
    ["+new", "Edit a.ts:1"],
  ]);
});

it("a file is the one that is named, whatever its name holds", () => {
  expect(placesOf("--- a/a.ts\n+++ b/b\r.ts\n@@ -0,0 +1 @@\n+new\n")).toEqual([
    ["+new", "b\r.ts:1"],
  ]);
});
