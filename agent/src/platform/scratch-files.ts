// Files and folders that are there for a while, beside what they are about, and are removed when they have served.

import { copyFile, rm, stat, utimes, writeFile } from "node:fs/promises";

/** As old as the original, for whoever compares ages; a second older rather than younger. */
export async function copyWithItsAge(from: string, to: string): Promise<void> {
  const { mtimeMs } = await stat(from);
  await copyFile(from, to);
  const seconds = Math.floor(mtimeMs / 1_000);
  await utimes(to, seconds, seconds);
}

export function writeScratch(file: string, content: string): Promise<void> {
  return writeFile(file, content, { mode: 0o600 });
}

export async function removeScratch(files: readonly string[]): Promise<void> {
  for (const file of files) await rm(file, { force: true });
}

/** With all that is in it. */
export function removeFolder(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true });
}
