// Codex's patches as what each file is before and after.

import { realpath, writeFile } from "node:fs/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import { sha256 } from "../../platform/files.ts";
import { type ThrowAwayFolder, throwAwayFolder } from "../../platform/throw-away-folder.ts";
import { editWish } from "./edit-wish.ts";

let temporary: ThrowAwayFolder;
let folder: string;
let path: string;
beforeEach(async () => {
  temporary = await throwAwayFolder("longrein-test-");
  folder = await realpath(temporary.path);
  path = `${folder}/a.txt`;
  await writeFile(path, "one\ntwo\n");
});
afterEach(() => temporary.remove());

const digest = (text: string) => sha256(Buffer.from(text));
const update = (diff: string, more = {}) => ({ path, kind: { type: "update", ...more }, diff });
const hunk = "@@ -1,2 +1,2 @@\n one\n-two\n+TWO\n";

it("an update says both states of its file", async () => {
  const wish = await editWish([update(hunk)], folder);
  expect(wish).toMatchObject({
    root: folder,
    changes: [{ path: "a.txt", before: digest("one\ntwo\n"), after: digest("one\nTWO\n") }],
  });
});

it("a count of one line that was left out is one", async () => {
  await writeFile(path, "one\n");
  const wish = await editWish([update("@@ -1 +1 @@\n-one\n+ONE\n")], folder);
  expect(wish?.changes).toMatchObject([{ after: digest("ONE\n") }]);
});

it("what is added has no before, what is deleted no after, and what is moved is two files", async () => {
  const added = { path: `${folder}/b.txt`, kind: { type: "add" }, diff: "new\n" };
  const deleted = { path, kind: { type: "delete" }, diff: "one\ntwo\n" };
  const [first, second] = (await editWish([added, deleted], folder))?.changes ?? [];
  expect(first).toMatchObject({ path: "b.txt", after: digest("new\n") });
  expect(first).not.toHaveProperty("before");
  expect(second).toMatchObject({ path: "a.txt", before: digest("one\ntwo\n") });
  expect(second).not.toHaveProperty("after");
  const moved = await editWish([update(hunk, { move_path: `${folder}/c.txt` })], folder);
  expect(moved?.changes.map((change) => change.path)).toEqual(["a.txt", "c.txt"]);
});

it("outside of the folder files are named from the root", async () => {
  const wish = await editWish([update(hunk)], `${folder}/sub`);
  expect(wish).toMatchObject({ root: "/", changes: [{ path: path.slice(1) }] });
});

it.each([
  ["a diff that does not fit the file", () => update("@@ -1,1 +1,1 @@\n-three\n+THREE\n")],
  ["an update of what is not there", () => ({ ...update(hunk), path: `${folder}/none` })],
  ["a kind that is not known", () => ({ path, kind: { type: "other" }, diff: "" })],
  ["no path", () => ({ kind: { type: "add" }, diff: "x" })],
])("%s cannot be said exactly", async (_, change) => {
  expect(await editWish([change()], folder)).toBeUndefined();
});

it("a file that is no text cannot be said exactly", async () => {
  await writeFile(path, Buffer.of(0xff, 0xfe, 0x00));
  expect(await editWish([update(hunk)], folder)).toBeUndefined();
});
