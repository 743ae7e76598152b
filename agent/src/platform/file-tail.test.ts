// A file that grows while it is followed.

import { appendFile, writeFile } from "node:fs/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import { FileTail } from "./file-tail.ts";
import { type ThrowAwayFolder, throwAwayFolder } from "./throw-away-folder.ts";

const mebi = 1_024 * 1_024;
let folder: ThrowAwayFolder;
let path: string;
beforeEach(async () => {
  folder = await throwAwayFolder("longrein-test-");
  path = `${folder.path}/grows`;
});
afterEach(() => folder.remove());

it("tells each line once, when it is whole, be it cut within a character", async () => {
  const tail = new FileTail(path, mebi);
  expect(await tail.read()).toEqual([]);
  const text = Buffer.from("one\ntwo é\n");
  await writeFile(path, text.subarray(0, -2));
  expect(await tail.read()).toEqual(["one"]);
  await appendFile(path, text.subarray(-2));
  expect(await tail.read()).toEqual(["two é"]);
  expect(await tail.read()).toEqual([]);
});

it("begins with a whole line, not too far before the end", async () => {
  await writeFile(path, `${"a".repeat(100)}\nb\nc\n`);
  expect(await new FileTail(path, 10).read()).toEqual(["b", "c"]);
});

it("passes over a line that is too long, and tells what follows", async () => {
  await writeFile(path, `one\n${"x".repeat(9 * mebi)}\ntwo\n`);
  expect(await new FileTail(path, 16 * mebi).read()).toEqual(["one", "two"]);
});
