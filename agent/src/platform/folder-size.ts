// How much lies in a folder: what it takes on the disk, and in how many files. Links are counted and not
// followed; what vanishes meanwhile counts as gone.

import { lstat, readdir } from "node:fs/promises";

export interface FolderSize {
  readonly bytes: number;
  /** Folders as well: each takes its place in the file system. */
  readonly files: number;
}

const atATime = 64;

/** At most so many files are counted: undefined means that there are more. */
export async function sizeOfFolder(
  folder: string,
  filesMax: number,
  signal: AbortSignal,
): Promise<FolderSize | undefined> {
  let [bytes, files] = [0, 0];
  const folders = [folder];
  for (let next = folders.pop(); next !== undefined; next = folders.pop()) {
    const entries = await readdir(next, { withFileTypes: true }).catch(() => []);
    files += entries.length;
    if (files > filesMax || signal.aborted) return undefined;
    for (let start = 0; start < entries.length; start += atATime) {
      const places = entries
        .slice(start, start + atATime)
        .map((entry) => `${entry.parentPath}/${entry.name}`);
      const sizes = await Promise.all(places.map(bytesOnDisk));
      bytes += sizes.reduce((sum, size) => sum + size, 0);
    }
    for (const entry of entries) {
      if (entry.isDirectory()) folders.push(`${entry.parentPath}/${entry.name}`);
    }
  }
  return { bytes, files };
}

/** Blocks are of 512 bytes, wherever this runs. */
function bytesOnDisk(place: string): Promise<number> {
  return lstat(place).then(
    ({ blocks }) => blocks * 512,
    () => 0,
  );
}
