// Makes a folder a git repository with one commit of everything in it.

import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

const identity = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org"];

export function git(folder: string, ...command: readonly string[]): string {
  return execFileSync("git", [...identity, ...command], { cwd: folder, encoding: "utf8" });
}

export function makeRepository(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  git(folder, "init", "--quiet", "--initial-branch=main");
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "--allow-empty", "--message", "all");
}
