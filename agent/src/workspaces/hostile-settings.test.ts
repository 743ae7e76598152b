// Repositories whose own settings are hidden from whoever looks for the programs in them: by an empty name, by
// a condition that holds in a worktree only, and by sheer number. None is run, neither when a worktree is made
// nor when its difference is taken.

import { appendFileSync, chmodSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type ThrowAwayFolder, throwAwayFolder } from "../platform/throw-away-folder.ts";
import { git, makeRepository } from "../testing/repository.ts";
import { diffOfWorktree } from "./worktree-diff.ts";
import { makeWorktree } from "./worktree.ts";

let folder: ThrowAwayFolder;
let repository: string;
let witness: string;
beforeEach(async () => {
  folder = await throwAwayFolder("longrein-hostile-");
  repository = join(folder.path, "repository");
  witness = join(folder.path, "witness");
  mkdirSync(repository);
});
afterEach(() => folder.remove());

const settingsFile = () => join(repository, ".git/config");

/** Runs a program of the repository's for every file that is written or compared. */
function filter(name: string): string {
  const program = join(folder.path, "program.sh");
  writeFileSync(program, `#!/bin/sh\necho "$0 $@" >> ${witness}\ncat\n`);
  chmodSync(program, 0o755);
  return `[filter "${name}"]\n\tsmudge = ${program} smudge\n\tclean = ${program} clean\n`;
}

async function worktreeAndDiff(): Promise<string> {
  const worktree = join(folder.path, "worktree");
  const { base } = await makeWorktree(repository, worktree);
  writeFileSync(join(worktree, "a.txt"), "two\n");
  const { text } = await diffOfWorktree(worktree, {
    base,
    scratch: join(folder.path, "scratch"),
    bytesMax: 1_000_000,
    signal: new AbortController().signal,
  });
  return text;
}

test("a program under an empty name is not run", async () => {
  makeRepository(repository, { "a.txt": "one\n", ".gitattributes": "* filter=\n" });
  appendFileSync(settingsFile(), filter(""));
  expect(await worktreeAndDiff()).toContain("+two");
  expect(existsSync(witness)).toBe(false);
});

test("a program that only a worktree's settings name is not run", async () => {
  makeRepository(repository, { "a.txt": "one\n", ".gitattributes": "* filter=evil\n" });
  writeFileSync(join(repository, ".git/more"), filter("evil"));
  appendFileSync(settingsFile(), '[includeIf "gitdir:**/worktrees/**"]\n\tpath = more\n');
  expect(await worktreeAndDiff()).toContain("+two");
  expect(existsSync(witness)).toBe(false);
});

test("a program behind more settings than are read is not run, and no worktree is left", async () => {
  makeRepository(repository, { "a.txt": "one\n", ".gitattributes": "* filter=evil\n" });
  const many = Array.from(
    { length: 3_900 },
    (_, i) => `[filter "${"x".repeat(280)}${i}"]\n\tclean = cat\n`,
  );
  appendFileSync(settingsFile(), many.join("") + filter("evil"));
  await expect(worktreeAndDiff()).rejects.toThrow("cannot be read as a whole");
  expect([existsSync(witness), existsSync(join(folder.path, "worktree"))]).toEqual([false, false]);
});

test("the same programs do run where nobody turns them off", () => {
  makeRepository(repository, { "a.txt": "one\n", ".gitattributes": "* filter=\n" });
  appendFileSync(settingsFile(), filter(""));
  git(repository, "worktree", "add", "--quiet", "--detach", join(folder.path, "other"));
  expect(existsSync(witness)).toBe(true);
});
