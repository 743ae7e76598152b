// Lines out of bytes, however they are cut on the way, and none longer than allowed.

import { expect, it } from "vitest";
import { LineSplitter } from "./line-splitter.ts";

function split(bytesMax: number, ...chunks: readonly (string | Uint8Array)[]) {
  const told: string[] = [];
  const splitter = new LineSplitter(bytesMax, {
    line: (text) => told.push(text),
    tooLong: (beginning) => told.push(`too long: ${beginning}`),
  });
  for (const chunk of chunks) splitter.push(Buffer.from(chunk));
  return told;
}

it("tells lines however they are cut, and leaves out empty ones", () => {
  expect(split(100, "one\ntw", "o\n\n \r\nthree\nfo")).toEqual(["one", "two", "three"]);
  const bytes = Buffer.from("grün\n");
  const cuts = [bytes.subarray(0, 3), bytes.subarray(3)] as const;
  expect(split(100, ...cuts)).toEqual(["grün"]);
});

it("tells the beginning of a line that is too long, once, and goes on after its end", () => {
  expect(split(5, "ab", "cdef", "ghi", "jkl\nok\n")).toEqual(["too long: abcdef", "ok"]);
  expect(split(5, "abcde\nabcdef\nok\n")).toEqual(["abcde", "too long: abcdef", "ok"]);
});
