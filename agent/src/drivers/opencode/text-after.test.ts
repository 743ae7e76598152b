// What OpenCode's tools will write, computed before they do. Where it is not certain, that is said.

import { describe, expect, it } from "vitest";
import { textAfterEdit, textAfterPatch, textAfterWrite, unsure } from "./text-after.ts";

const edit = (
  before: string | undefined,
  oldString: string,
  newString: string,
  more = {},
  diff = "",
) => textAfterEdit(before, { oldString, newString, ...more }, diff);

describe("the text after an edit", () => {
  it("has one place replaced", () => {
    expect(edit("a b c", "b", "B $& $1")).toBe("a B $& $1 c");
  });

  it("has all places replaced when that is asked for, as JavaScript does it", () => {
    expect(edit("a b a", "a", "[$&]", { replaceAll: true })).toBe("[a] b [a]");
  });

  it("keeps the file's line endings", () => {
    expect(edit("a\r\nb\r\nc\r\n", "a\nb", "x\ny")).toBe("x\r\ny\r\nc\r\n");
  });

  it("keeps a byte order mark, and brings none of its own", () => {
    expect(edit("\ufeffa\n", "a", "b")).toBe("\ufeffb\n");
    expect(edit("a\n", "a", "b")).toBe("b\n");
  });

  it("is the new text for a new file, and is not certain for one that is there", () => {
    expect(edit(undefined, "", "new\n")).toBe("new\n");
    expect(edit("there\n", "", "new\n")).toBe(unsure);
    expect(edit(undefined, "a", "b")).toBe(unsure);
  });

  it("follows the shown diff where the words are only nearly there", () => {
    const before = "f() {\n    a();\n}\n";
    const diff = "@@ -1,3 +1,3 @@\n f() {\n-    a();\n+b();\n }\n";
    expect(edit(before, "\ta();", "b();", {}, diff)).toBe("f() {\nb();\n}\n");
  });

  it("is not certain if the shown diff writes something else than the new words", () => {
    const diff = "@@ -1,1 +1,1 @@\n-    a();\n+evil();\n";
    expect(edit("    a();\n", " a( );", "b();", {}, diff)).toBe(unsure);
  });

  it("is not certain without a diff, or with several places", () => {
    expect(edit("x x\n", "x", "y")).toBe(unsure);
    expect(edit("a\n", "z", "y")).toBe(unsure);
  });

  it("finds the place of a removal", () => {
    const diff = "@@ -1,3 +1,2 @@\n a\n-  b\n c\n";
    expect(edit("a\n  b\nc\n", "b  \n", "", {}, diff)).toBe("a\nc\n");
  });
});

describe("the text after a write", () => {
  it("is the content, with the mark that the file had", () => {
    expect(textAfterWrite(undefined, { content: "a" })).toBe("a");
    expect(textAfterWrite("\ufeffold", { content: "a" })).toBe("\ufeffa");
    expect(textAfterWrite("old", {})).toBe(unsure);
  });
});

describe("the text after a patch", () => {
  const patched = (before: string | undefined, type: string, patch: string, patchText: string) =>
    textAfterPatch(before, { type, patch }, patchText);

  it("is what the shown diff leads to, if the patch said those lines", () => {
    const patch = "@@ -1,2 +1,2 @@\n a\n-b\n+c\n";
    expect(patched("  a\n  b\n", "update", patch, "@@\n   a\n-  b\n+  c\n")).toBe("  a\n  c\n");
    expect(patched("  a\n  b\n", "update", patch, "@@\n   a\n-  b\n+\tc\n")).toBe(unsure);
  });

  it("is nothing after a deletion, and all of it after an addition", () => {
    expect(patched("a\n", "delete", "", "")).toBeUndefined();
    expect(patched(undefined, "add", "@@ -0,0 +1,1 @@\n+a\n", "+a")).toBe("a\n");
    expect(patched("there", "add", "@@ -0,0 +1,1 @@\n+a\n", "+a")).toBe("a\n");
  });

  it("is not certain if a new file is shown with its indentation cut", () => {
    expect(patched(undefined, "add", "@@ -0,0 +1,1 @@\n+a\n", "+  a")).toBe(unsure);
    expect(patched(undefined, "update", "@@ -1,1 +1,1 @@\n-a\n+b\n", "+b")).toBe(unsure);
  });
});
