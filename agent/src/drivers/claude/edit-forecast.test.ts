// What a file will be, told before: as the real tool does it, or not at all. The cases were tried with the
// real one; the last part of this file is about the input that is handed to it in the end.

import { describe, expect, it } from "vitest";
import { exactInput, forecast } from "./edit-forecast.ts";

const edit = (old: string, fresh: string, all = false) => ({
  file_path: "/w/a.txt",
  old_string: old,
  new_string: fresh,
  replace_all: all,
});

const foretold: readonly (readonly [string, string | undefined, object, string])[] = [
  ["one place", "one\ntwo\n", edit("two", "2"), "one\n2\n"],
  ["each place, if asked to", "a a\na\n", edit("a", "b", true), "b b\nb\n"],
  ["dollar signs as they are", "one\n", edit("one", "$& $1 $$"), "$& $1 $$\n"],
  ["the end of a line that is removed", "a\nb\nc\n", edit("b", ""), "a\nc\n"],
  ["the last line without an end", "a\nb", edit("b", ""), "a\n"],
  ["CRLF, which it gives back", "a\r\nb\r\n", edit("b", "x\ny"), "a\r\nx\r\ny\r\n"],
  ["lines that are joined in CRLF", "a\r\nb\r\n", edit("a\nb", "ab"), "ab\r\n"],
  ["a byte order mark", "\ufeffone\n", edit("one", "1"), "\ufeff1\n"],
  ["a new file", undefined, edit("", "n\n"), "n\n"],
  ["an empty file", "", edit("", "n\n"), "n\n"],
];

const untold: readonly (readonly [string, string | undefined, object])[] = [
  ["what is not there", "one\n", edit("two", "2")],
  ["two places, if one is meant", "a a\n", edit("a", "b")],
  ["mixed line endings", "a\r\nb\nc\r\n", edit("b", "x")],
  ["a lone carriage return", "a\rb\n", edit("b", "x")],
  ["a carriage return that is put in", "a\n", edit("a", "x\r\ny")],
  ["quotes that only look alike", "say “hi”\n", edit('"hi"', '"ho"')],
  ["writing into a file as if it were new", "one\n", edit("", "n\n")],
  ["no change", "one\n", edit("one", "one")],
  ["a field that is not known", "one\n", { ...edit("one", "1"), mode: "odd" }],
  ["a field that is missing", "one\n", { file_path: "/w/a.txt", old_string: "one" }],
];

describe("the forecast of an edit", () => {
  it.each(foretold)("tells %s", (_, before, input, after) => {
    expect(forecast("Edit", input, before)).toBe(after);
  });

  it.each(untold)("does not tell %s", (_, before, input) => {
    expect(forecast("Edit", input, before)).toBeUndefined();
  });

  it("tells what is written as a whole, whatever was there", () => {
    const write = { file_path: "/w/a.txt", content: "x\r\ny\n" };
    expect(forecast("Write", write, "a\r\n")).toBe("x\r\ny\n");
    expect(forecast("Write", { ...write, mode: "append" }, "a\n")).toBeUndefined();
  });
});

describe("the input for an edit that was approved", () => {
  it("replaces the whole of the file, so that nothing is left to be searched for", () => {
    expect(exactInput("Edit", "/w/a", "a\r\nb\r\n", "a\r\nB\r\n")).toEqual({
      file_path: "/w/a",
      old_string: "a\nb\n",
      new_string: "a\nB\n",
      replace_all: false,
    });
    expect(exactInput("Edit", "/w/a", undefined, "n\n")).toMatchObject({ old_string: "" });
    expect(exactInput("Write", "/w/a", "a", "b")).toEqual({ file_path: "/w/a", content: "b" });
  });
});
