// Worktrees go, and work that was nowhere else is found on a branch.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type ThrowAwayFolder, throwAwayFolder } from "../platform/throw-away-folder.ts";
import { git, makeRepository } from "../testing/repository.ts";
import { UserFailure } from "../platform/user-failure.ts";
import { foreseeRemoval, removeWorktree } from "./remove-worktree.ts";
import { makeWorktree } from "./worktree.ts";

let folder: ThrowAwayFolder;
let repository: string;
let worktree: string;
beforeEach(async () => {
  folder = await throwAwayFolder("longrein-remove-");
  repository = join(folder.path, "repository");
  worktree = join(folder.path, "worktree");
  mkdirSync(repository);
  makeRepository(repository, { "a.txt": "one\n", "b.txt": "b\n", ".gitignore": "ignored\n" });
  await makeWorktree(repository, worktree);
});
afterEach(() => folder.remove());

const write = (name: string, text: string) => writeFileSync(join(worktree, name), text);
const remove = (from: string | undefined = repository) =>
  removeWorktree(worktree, from, "longrein/81c0-1");
const branches = () => git(repository, "branch", "--format=%(refname:short)").trim().split("\n");
const onBranch = (name: string) => git(repository, "show", `longrein/81c0-1:${name}`);
function expectGone(): void {
  expect(existsSync(worktree)).toBe(false);
  expect(git(repository, "worktree", "list").trim().split("\n")).toHaveLength(1);
}

describe("a worktree", () => {
  it("without work goes, and leaves no branch", async () => {
    write("ignored", "ignored\n");
    expect(await remove()).toBeUndefined();
    expectGone();
    expect(branches()).toEqual(["main"]);
  });

  it("leaves its work on a branch: what was changed, made, deleted and committed", async () => {
    write("committed.txt", "committed\n");
    git(worktree, "add", "committed.txt");
    git(worktree, "commit", "--quiet", "--message", "by the coding agent");
    write("a.txt", "two\n");
    write("new.txt", "new\n");
    git(worktree, "rm", "--quiet", "b.txt");
    expect(await remove()).toBe("longrein/81c0-1");
    expectGone();
    expect([onBranch("a.txt"), onBranch("new.txt"), onBranch("committed.txt")]).toEqual([
      "two\n",
      "new\n",
      "committed\n",
    ]);
    expect(git(repository, "ls-tree", "--name-only", "longrein/81c0-1")).not.toContain("b.txt");
    const log = git(repository, "log", "--format=%s", "longrein/81c0-1").trim().split("\n");
    expect(log).toEqual([
      "What a run had changed when it was forgotten",
      "by the coding agent",
      "all",
    ]);
    expect(readFileSync(join(repository, "a.txt"), "utf8")).toBe("one\n");
  });

  it("leaves no second branch where its commits are on one already", async () => {
    git(worktree, "checkout", "--quiet", "-b", "feature");
    write("a.txt", "two\n");
    git(worktree, "commit", "--quiet", "--all", "--message", "two");
    expect(await remove()).toBeUndefined();
    expectGone();
    expect(branches()).toEqual(["feature", "main"]);
  });

  it("is removed, though nobody knows any more of which repository it is", async () => {
    write("a.txt", "two\n");
    expect(await removeWorktree(worktree, undefined, "longrein/81c0-1")).toBe("longrein/81c0-1");
    expectGone();
  });

  it("that is gone already is forgotten by its repository", async () => {
    await folder.remove();
    mkdirSync(repository, { recursive: true });
    makeRepository(repository, {});
    expect(await remove()).toBeUndefined();
  });
});

describe("a worktree stays where it is", () => {
  it("if there are other repositories in it", async () => {
    makeInner();
    await expect(remove()).rejects.toMatchObject({
      message: expect.stringContaining(`which no branch could keep: ${worktree}/inner`),
      hint: expect.stringMatching(/move it .* or remove it, and do this again/),
    });
    expect(existsSync(join(worktree, "inner/x.txt"))).toBe(true);
  });

  it("if it says that it belongs to another repository", async () => {
    const other = join(folder.path, "other");
    mkdirSync(other);
    makeRepository(other, {});
    write(".git", `gitdir: ${other}/.git\n`);
    // Also where nobody knows any more which it was.
    for (const from of [repository, undefined]) {
      const removing = removeWorktree(worktree, from, "longrein/81c0-1");
      await expect(removing).rejects.toThrow("another repository");
    }
    expect(existsSync(join(worktree, "a.txt"))).toBe(true);
    expect(git(other, "branch", "--list").trim()).toBe("* main");
  });

  it.each([
    [
      "a branch has the name of its folder",
      () => git(repository, "branch", "longrein"),
      "the repository has a branch called longrein, beside which git can have none",
      "git branch -m longrein OTHER",
    ],
    ["a git holds its name", () => put("a.lock", ""), "a.lock is there", "remove that file"],
    ["its name is broken", () => put("a", ""), "git cannot make the branch longrein/a", "mend"],
    [
      "its name leads to nothing that there is",
      () => put("a", `${"1".repeat(40)}\n`),
      "git cannot make the branch longrein/a",
      "git update-ref --no-deref -d refs/heads/longrein/a",
    ],
  ])("if its work cannot be kept since %s, and what to do is said", async (_, spoil, why, hint) => {
    write("a.txt", "two\n");
    spoil();
    await expect(removeWorktree(worktree, repository, "longrein/a")).rejects.toMatchObject({
      message: expect.stringContaining(why),
      hint: expect.stringContaining(hint),
    });
    expect(readFileSync(join(worktree, "a.txt"), "utf8")).toBe("two\n");
  });
});

describe("what removing a worktree would come to", () => {
  const foreseen = () => foreseeRemoval(worktree, "longrein/a");

  it("is told with its repository and branch, and nothing is changed", async () => {
    expect(await foreseen()).toEqual({ repository });
    write("a.txt", "two\n");
    expect(await foreseen()).toEqual({ repository, branch: "longrein/a" });
    expect(branches()).toEqual(["main"]);
    expect(readFileSync(join(worktree, "a.txt"), "utf8")).toBe("two\n");
  });

  it.each([
    ["a branch has the name of its folder", () => git(repository, "branch", "longrein")],
    ["a git holds its name", () => put("a.lock", "")],
    ["it has a repository of its own in it", () => makeInner()],
  ])("is the very failure where %s", async (_, spoil) => {
    write("a.txt", "two\n");
    spoil();
    const told = await whyNot(foreseen());
    expect(told).toHaveLength(2);
    expect(await whyNot(removeWorktree(worktree, repository, "longrein/a"))).toEqual(told);
  });
});

const whyNot = (doing: Promise<unknown>) =>
  doing.then(
    () => [],
    (failure: unknown) =>
      failure instanceof UserFailure ? [failure.message, failure.hint] : ["unknown"],
  );

function makeInner(): void {
  mkdirSync(join(worktree, "inner"));
  makeRepository(join(worktree, "inner"), { "x.txt": "x\n" });
}

function put(name: string, text: string): void {
  const folderOfRefs = join(repository, ".git/refs/heads/longrein");
  mkdirSync(folderOfRefs);
  writeFileSync(join(folderOfRefs, name), text);
}

describe("a hostile repository", () => {
  it("runs nothing while its worktree is removed", async () => {
    const program = join(folder.path, "evil.sh");
    const witness = join(folder.path, "witness");
    writeFileSync(program, `#!/bin/sh\necho "$0 $@" >> ${witness}\ncat\n`, { mode: 0o755 });
    for (const hook of ["reference-transaction", "post-index-change", "pre-commit"]) {
      writeFileSync(join(folder.path, hook), readFileSync(program), { mode: 0o755 });
    }
    write(".gitattributes", "*.txt filter=evil diff=evil\n");
    for (const [name, value] of [
      ["core.hooksPath", folder.path],
      ["core.fsmonitor", program],
      ["diff.external", program],
      ["filter.evil.clean", program],
      ["commit.gpgSign", "true"],
      ["gpg.program", program],
    ] as const) {
      git(repository, "config", name, value);
    }
    write("a.txt", "two\n");
    expect(await remove()).toBe("longrein/81c0-1");
    expectGone();
    expect(existsSync(witness)).toBe(false);
  });
});
