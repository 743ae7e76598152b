// OpenCode's diffs are made for the eye; what is signed must be what is written. Cut indentation comes back
// from the file, and what cannot come back for certain is not made up.

import { describe, expect, it } from "vitest";
import { applyDisplayed, hunksOnly } from "./displayed-diff.ts";

const head = "Index: /p/a.ts\n====\n--- /p/a.ts\n+++ /p/a.ts\n";
const apply = (before: string, hunks: string) => applyDisplayed(before, head + hunks)?.text;

describe("a diff as OpenCode shows it", () => {
  it("leads to the changed text", () => {
    expect(apply("one\ntwo\nthree\n", "@@ -1,3 +1,3 @@\n one\n-two\n+TWO\n three\n")).toBe(
      "one\nTWO\nthree\n",
    );
  });

  it("gives back the indentation that all its lines share", () => {
    const before = "class A {\n    b() {\n      c();\n    }\n}\n";
    const hunk = "@@ -2,3 +2,4 @@\n b() {\n-  c();\n+  d();\n+  e();\n }\n";
    expect(apply(before, hunk)).toBe("class A {\n    b() {\n      d();\n      e();\n    }\n}\n");
  });

  it("gives back tabs as tabs", () => {
    expect(apply("\t\ta\n\t\tb\n", "@@ -1,2 +1,2 @@\n a\n-b\n+c\n")).toBe("\t\ta\n\t\tc\n");
  });

  it("says nothing where lines were cut by different characters", () => {
    expect(apply("\ta\n b\n", "@@ -1,2 +1,2 @@\n a\n-b\n+c\n")).toBeUndefined();
  });

  it("leaves removed lines alone that look like a head", () => {
    const before = "    a\n-- old\n    b\n";
    expect(apply(before, "@@ -1,3 +1,2 @@\n a\n--- old\n b\n")).toBe("    a\n    b\n");
  });

  it("says nothing of added lines that look like a head where others were cut", () => {
    expect(apply("    a\n", "@@ -1,1 +1,2 @@\n a\n+++ b\n")).toBeUndefined();
  });

  it("is for this file only", () => {
    expect(apply("one\n2\nthree\n", "@@ -1,3 +1,3 @@\n one\n-two\n+TWO\n three\n")).toBeUndefined();
  });

  it("knows files without an end of their last line", () => {
    const hunk = "@@ -1,1 +1,2 @@\n-a\n\\ No newline at end of file\n+a\n+b\n";
    expect(apply("a", hunk)).toBe("a\nb\n");
    const lost = "@@ -1,2 +1,1 @@\n a\n-b\n\\ No newline at end of file\n";
    expect(apply("a\nb", lost)).toBe("a\n");
  });

  it("makes a new file, and several changes in one", () => {
    expect(apply("", "@@ -0,0 +1,2 @@\n+a\n+b\n\n")).toBe("a\nb\n");
    const before = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";
    const hunks = "@@ -1,2 +1,2 @@\n-1\n+one\n 2\n@@ -8,2 +8,3 @@\n 8\n 9\n+10\n";
    expect(apply(before, hunks)).toBe("one\n2\n3\n4\n5\n6\n7\n8\n9\n10\n");
  });

  it.each([
    ["whose counts are wrong", "@@ -1,4 +1,3 @@\n one\n-two\n+TWO\n three\n"],
    ["that is cut off", "@@ -1,3 +1,3 @@\n one\n-two\n"],
    ["with words in it", "@@ -1,3 +1,3 @@\n one\nwhat?\n-two\n+TWO\n three\n"],
    ["beyond the end of the file", "@@ -9,1 +9,1 @@\n-x\n+y\n"],
  ])("is refused %s", (_, hunk) => {
    expect(apply("one\ntwo\nthree\n", hunk)).toBeUndefined();
  });

  it("tells the lines that were not there", () => {
    const applied = applyDisplayed("  a\n", `${head}@@ -1,1 +1,3 @@\n a\n+b\n+\n`);
    expect(applied?.added).toEqual(["  b\n", "\n"]);
  });

  it("is shown without the names of the file", () => {
    expect(hunksOnly(`${head}@@ -1,1 +1,1 @@\n-a\n+b\n`)).toBe("@@ -1,1 +1,1 @@\n-a\n+b\n");
    expect(hunksOnly("no diff")).toBe("");
  });
});
