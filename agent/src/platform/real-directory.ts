// A folder that somebody has named, by its real path.

import { existsSync, realpathSync, statSync } from "node:fs";
import { UserFailure } from "./user-failure.ts";

export function realDirectory(path: string): string {
  try {
    const real = realpathSync(path);
    if (statSync(real).isDirectory()) return real;
  } catch (cause) {
    throw new UserFailure("failed", `there is no folder ${path}`, undefined, { cause });
  }
  throw new UserFailure("failed", `${path} is no folder`);
}

/** It is the top of a git repository, or of a worktree. */
export function holdsGit(folder: string): boolean {
  return existsSync(`${folder}/.git`);
}
