// Copies of a file beside it, each named for what it is a copy of; the user's alone, whole or not there.

import { chmodSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";

/** `write` makes a file that is not there yet. */
export function keepCopy(copy: string, write: (draft: string) => void): void {
  const draft = `${copy}.part`;
  rmSync(draft, { force: true });
  try {
    write(draft);
    chmodSync(draft, 0o600);
    renameSync(draft, copy);
  } finally {
    rmSync(draft, { force: true });
  }
}

/** All whose names begin like this path. */
export function copiesAt(start: string): readonly string[] {
  const folder = dirname(start);
  return readdirSync(folder)
    .filter((name) => name.startsWith(basename(start)))
    .map((name) => join(folder, name));
}

/** Those that were made before then. */
export function removeCopies(start: string, before: number): void {
  for (const copy of copiesAt(start)) {
    if (statSync(copy).mtimeMs <= before) rmSync(copy);
  }
}
