// What the demo's run has changed, as git sees it in the worktree that the run has of its own.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Longrein } from "./longrein.ts";

type Started = Pick<Longrein, "started">;

/** Before there is one, the repository itself. */
function worktreeOf({ started }: Started): string {
  const list = git(started.workspace, "worktree", "list", "--porcelain");
  const folders = [...list.matchAll(/^worktree (.+)$/gm)].map(([, folder = ""]) => folder);
  return folders.at(-1) ?? started.workspace;
}

export function changedFiles(longrein: Started): string[] {
  const status = git(worktreeOf(longrein), "status", "--porcelain");
  return status.split("\n").flatMap((line) => (line === "" ? [] : [line.slice(3)]));
}

export function source(longrein: Started): string {
  return readFileSync(join(worktreeOf(longrein), "slugify.js"), "utf8");
}

function git(folder: string, ...words: readonly string[]): string {
  return execFileSync("git", ["-C", folder, ...words], { encoding: "utf8" });
}
