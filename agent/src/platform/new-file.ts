// A file that is to be made where none is: what is there already is left alone, and that is said before anything
// else is asked for.

import { lstatSync } from "node:fs";
import { dirname } from "node:path";
import { cannotWrite } from "./file-failure.ts";
import { realDirectory } from "./real-directory.ts";
import { UserFailure } from "./user-failure.ts";

/** Throws unless there is a folder for it, and nothing of its name in that. */
export function requireNewFile(path: string): void {
  realDirectory(dirname(path));
  if (isThere(path)) throw isThereAlready(path);
}

function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch (failure) {
    throw cannotWrite(path, failure);
  }
}

export function isThereAlready(path: string): UserFailure {
  return new UserFailure("failed", `${path} is there already`, "name another file");
}
