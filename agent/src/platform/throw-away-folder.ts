// A folder for the length of one program, under the system's own for such things.

import { mkdir, mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface ThrowAwayFolder {
  /** Its real path. */
  readonly path: string;
  /** A folder in it that only its user may enter. */
  makeFolder(name: string): Promise<string>;
  remove(): Promise<void>;
}

export async function throwAwayFolder(prefix: string): Promise<ThrowAwayFolder> {
  const path = await realpath(await mkdtemp(join(tmpdir(), prefix)));
  return {
    path,
    makeFolder: async (name) => {
      const folder = join(path, name);
      await mkdir(folder, { mode: 0o700 });
      return folder;
    },
    remove: () => rm(path, { recursive: true, force: true }),
  };
}
