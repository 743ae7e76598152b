// Work that lies in a worktree is put on a branch while it goes on, and no branch of anybody's is moved.

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type ThrowAwayFolder, throwAwayFolder } from "../platform/throw-away-folder.ts";
import { git, makeRepository } from "../testing/repository.ts";
import { keepWork } from "./keep-work.ts";
import { makeWorktree } from "./worktree.ts";

let folder: ThrowAwayFolder;
let repository: string;
let worktree: string;
beforeEach(async () => {
  folder = await throwAwayFolder("longrein-keep-");
  repository = join(folder.path, "repository");
  worktree = join(folder.path, "worktree");
  mkdirSync(repository);
  makeRepository(repository, { "a.txt": "one\n" });
  await makeWorktree(repository, worktree);
});
afterEach(() => folder.remove());

const write = (text: string) => writeFileSync(join(worktree, "a.txt"), text);
const keep = () => keepWork(worktree, "longrein/81c0-1", "water the beds");
const onBranch = (branch: string) => git(repository, "show", `${branch}:a.txt`);

it("is nothing where nothing was changed", async () => {
  expect(await keep()).toBeUndefined();
  expect(git(repository, "branch", "--list", "longrein/*")).toBe("");
});

it("leaves the worktree as it is, and finds the same work on the same branch", async () => {
  write("two\n");
  expect(await keep()).toBe("longrein/81c0-1");
  expect(await keep()).toBe("longrein/81c0-1");
  expect(onBranch("longrein/81c0-1")).toBe("two\n");
  expect(git(repository, "log", "-1", "--format=%s", "longrein/81c0-1").trim()).toBe(
    "water the beds",
  );
  expect(git(worktree, "status", "--porcelain").trim()).toBe("M a.txt");
});

it("finds its own commits on the branch that they were put on", async () => {
  write("two\n");
  git(worktree, "commit", "--quiet", "--all", "--message", "by the coding agent");
  expect(await keep()).toBe("longrein/81c0-1");
  expect(await keep()).toBe("longrein/81c0-1");
});

it("puts further work on a branch beside, also where somebody has gone on with the first", async () => {
  write("two\n");
  await keep();
  git(repository, "checkout", "--quiet", "longrein/81c0-1");
  writeFileSync(join(repository, "a.txt"), "mine\n");
  git(repository, "commit", "--quiet", "--all", "--message", "mine");
  write("three\n");
  expect(await keep()).toBe("longrein/81c0-1.2");
  expect([onBranch("longrein/81c0-1"), onBranch("longrein/81c0-1.2")]).toEqual([
    "mine\n",
    "three\n",
  ]);
});

it("takes no name that leads elsewhere, or that other branches lie below", async () => {
  write("two\n");
  git(repository, "symbolic-ref", "refs/heads/longrein/81c0-1", "refs/heads/nowhere");
  git(repository, "branch", "longrein/81c0-1.2/below");
  expect(await keep()).toBe("longrein/81c0-1.3");
  const leadsTo = git(repository, "symbolic-ref", "refs/heads/longrein/81c0-1").trim();
  expect(leadsTo).toBe("refs/heads/nowhere");
});

it("says of a repository without a commit that there is nothing to make a worktree of", async () => {
  const empty = await folder.makeFolder("empty");
  git(empty, "init", "--quiet");
  const making = makeWorktree(empty, join(folder.path, "other"));
  await expect(making).rejects.toThrow("its HEAD leads to no commit");
});
