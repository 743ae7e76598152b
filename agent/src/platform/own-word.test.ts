// Whose word a file is.

import { chmod, chown, mkdir, symlink, writeFile } from "node:fs/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import { requireOwnWord } from "./own-word.ts";
import { type ThrowAwayFolder, throwAwayFolder } from "./throw-away-folder.ts";

const nobody = 65_534;
const isRoot = process.getuid?.() === 0;
let temporary: ThrowAwayFolder;
let folder: string;
let file: string;
beforeEach(async () => {
  temporary = await throwAwayFolder("longrein-test-");
  folder = await temporary.makeFolder("mine");
  file = `${folder}/config.json`;
  await writeFile(file, "{}", { mode: 0o600 });
});
afterEach(() => temporary.remove());

it("a file is its user's word where nobody else may write, be it read by all", async () => {
  await chmod(file, 0o644);
  await chmod(folder, 0o755);
  expect(() => requireOwnWord(file)).not.toThrow();
});

it.each([0o660, 0o606, 0o622])("a file of mode %o is not", async (mode) => {
  await chmod(file, mode);
  expect(() => requireOwnWord(file)).toThrow(`others may write to ${file}`);
});

it.each([0o770, 0o707])(
  "nor is one in a folder of mode %o, where it could be replaced",
  async (mode) => {
    await chmod(folder, mode);
    expect(() => requireOwnWord(file)).toThrow(`others may write to ${folder},`);
  },
);

it("nor is it through a link that leads to such a place", async () => {
  const open = await temporary.makeFolder("open");
  await writeFile(`${open}/real.json`, "{}");
  await chmod(open, 0o777);
  await mkdir(`${folder}/deep`, { mode: 0o700 });
  await symlink(`${open}/real.json`, `${folder}/deep/config.json`);
  expect(() => requireOwnWord(`${folder}/deep/config.json`)).toThrow(`others may write to ${open}`);
});

it("a folder in which nobody can move what is another's is no danger", async () => {
  await chmod(folder, 0o1777);
  expect(() => requireOwnWord(file)).not.toThrow();
});

it.runIf(isRoot)(
  "what belongs to somebody else is theirs, and so is what lies in their folder",
  async () => {
    await chown(file, nobody, nobody);
    expect(() => requireOwnWord(file)).toThrow(`${file} belongs to somebody else`);
    await chown(file, 0, 0);
    await chown(folder, nobody, nobody);
    expect(() => requireOwnWord(file)).toThrow(`${folder} belongs to somebody else`);
  },
);
