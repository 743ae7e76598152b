// A folder that somebody has named, by its real path.

import { existsSync, realpathSync, statSync } from "node:fs";
import { codeOf } from "./held-folder.ts";
import { systemWords } from "./system-words.ts";
import { UserFailure } from "./user-failure.ts";

const nameOne = "name one that is there";

export function realDirectory(path: string): string {
  try {
    const real = realpathSync(path);
    if (statSync(real).isDirectory()) return real;
  } catch (cause) {
    const why = codeOf(cause) === "ENOENT" ? "" : `: ${systemWords(cause) ?? "nobody knows why"}`;
    throw new UserFailure("failed", `there is no folder ${path}${why}`, nameOne, { cause });
  }
  throw new UserFailure("failed", `${path} is no folder`, nameOne);
}

/** It is the top of a git repository, or of a worktree. */
export function holdsGit(folder: string): boolean {
  return existsSync(`${folder}/.git`);
}
