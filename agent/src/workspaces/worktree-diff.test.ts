// The difference between a worktree and its base: all of it, in one form, without a trace and without running
// anything.

import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type ThrowAwayFolder, throwAwayFolder } from "../platform/throw-away-folder.ts";
import { git, makeRepository } from "../testing/repository.ts";
import { diffOfWorktree } from "./worktree-diff.ts";
import { makeWorktree } from "./worktree.ts";

let folder: ThrowAwayFolder;
let repository: string;
let worktree: string;
let base: string;
beforeEach(async () => {
  folder = await throwAwayFolder("longrein-diff-");
  repository = join(folder.path, "repository");
  worktree = join(folder.path, "worktree");
  mkdirSync(join(repository, "part"), { recursive: true });
  makeRepository(repository, { "a.txt": "one\n", "part/b.txt": "b\n", ".gitignore": "ignored\n" });
  ({ base } = await makeWorktree(repository, worktree));
});
afterEach(() => folder.remove());

const write = (name: string, text: string) => writeFileSync(join(worktree, name), text);
const diff = (place = worktree, about: { bytesMax?: number; signal?: AbortSignal } = {}) =>
  diffOfWorktree(place, {
    base,
    scratch: join(folder.path, "scratch"),
    bytesMax: 1_000_000,
    signal: new AbortController().signal,
    ...about,
  });

describe("the diff of a worktree", () => {
  it("is empty while nothing has changed", async () => {
    expect(await diff()).toEqual({ text: "", isWhole: true, paths: [], prefix: "" });
  });

  it("has what was committed there, changed, made and deleted, and not what git ignores", async () => {
    write("committed.txt", "committed\n");
    git(worktree, "add", "committed.txt");
    git(worktree, "commit", "--quiet", "--message", "one");
    write("a.txt", "two\n");
    write("new file.txt", "new\n");
    write(":(glob)**", "odd\n");
    write("ignored", "ignored\n");
    git(worktree, "rm", "--quiet", "part/b.txt");
    const { text, paths, isWhole } = await diff();
    expect(isWhole).toBe(true);
    expect(paths).toEqual([":(glob)**", "a.txt", "committed.txt", "new file.txt", "part/b.txt"]);
    for (const line of ["-one", "+two", "+new", "+committed", "-b", "+++ b/a.txt"]) {
      expect(text.split("\n")).toContain(line);
    }
    expect(text).not.toContain("ignored");
  });

  it("applies to the base, and makes of it what the worktree holds", async () => {
    write("a.txt", "two\n");
    write("new.txt", "new\n");
    const { text } = await diff();
    writeFileSync(join(folder.path, "work.diff"), text);
    git(repository, "apply", join(folder.path, "work.diff"));
    expect(readFileSync(join(repository, "a.txt"), "utf8")).toBe("two\n");
    expect(readFileSync(join(repository, "new.txt"), "utf8")).toBe("new\n");
  });

  it("of a part of the repository has all of it, and says where that part is", async () => {
    write("a.txt", "two\n");
    write("part/b.txt", "c\n");
    const { paths, prefix } = await diff(join(worktree, "part"));
    expect([paths, prefix]).toEqual([["a.txt", "part/b.txt"], "part/"]);
  });

  it("is cut where it is too long, and says so", async () => {
    write("long.txt", "a long line\n".repeat(10_000));
    const { text, isWhole } = await diff(worktree, { bytesMax: 5_000 });
    expect([text.length, isWhole]).toEqual([5_000, false]);
  });

  it("leaves index, status and objects as they were, and no file of its own", async () => {
    write("new.txt", "new\n");
    // Git itself keeps the empty file for whatever is only named.
    git(worktree, "hash-object", "-w", "--no-filters", "/dev/null");
    const objects = () => readdirSync(join(repository, ".git/objects"), { recursive: true }).length;
    const status = () => git(worktree, "status", "--porcelain");
    const before = [objects(), status()];
    await diff();
    expect([objects(), status()]).toEqual(before);
    expect(status()).toBe("?? new.txt\n");
    expect(readdirSync(folder.path).toSorted()).toEqual(["repository", "worktree"]);
  });

  it("is given up when it takes too long", async () => {
    const end = AbortSignal.abort();
    await expect(diff(worktree, { signal: end })).rejects.toThrow("too long");
  });
});

describe("a hostile repository", () => {
  it("runs nothing while its diff is made, and has no say in how the diff looks", async () => {
    const program = join(folder.path, "evil.sh");
    const witness = join(folder.path, "witness");
    writeFileSync(program, `#!/bin/sh\necho "$0 $@" >> ${witness}\ncat\n`);
    chmodSync(program, 0o755);
    write(".gitattributes", "*.txt filter=evil diff=evil\n");
    // A repository within has settings and programs of its own, which nobody has looked at.
    const inner = join(worktree, "inner");
    mkdirSync(inner);
    makeRepository(inner, { "x.txt": "x\n", ".gitattributes": "*.txt filter=inner\n" });
    git(worktree, "-c", "advice.addEmbeddedRepo=false", "add", "inner");
    mkdirSync(join(worktree, "empty"));
    git(join(worktree, "empty"), "init", "--quiet");
    git(inner, "config", "filter.inner.clean", program);
    writeFileSync(join(inner, "x.txt"), "y\n");
    for (const [name, value] of [
      ["core.fsmonitor", program],
      ["core.hooksPath", folder.path],
      ["core.pager", program],
      ["diff.external", program],
      ["diff.evil.command", program],
      ["diff.evil.textconv", program],
      ["filter.evil.clean", program],
      ["filter.evil.process", program],
      ["diff.noprefix", "true"],
      ["color.ui", "always"],
      ["diff.submodule", "diff"],
    ] as const) {
      git(repository, "config", name, value);
    }
    appendFileSync(join(worktree, "a.txt"), "two\n");
    const { text } = await diff();
    expect(text).toContain("--- a/a.txt\n+++ b/a.txt\n@@ -1 +1,2 @@\n one\n+two\n");
    expect(existsSync(witness)).toBe(false);
  });
});
