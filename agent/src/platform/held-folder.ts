// The way to a file's folder, one step at a time and through no link, holding on to the folder that was
// reached: whatever is swapped for a link behind us, what follows happens in the folder that was meant.

import { constants, existsSync } from "node:fs";
import { type FileHandle, mkdir, open, realpath } from "node:fs/promises";
import { basename, dirname, sep } from "node:path";

export class PathEscape extends Error {
  override readonly name = "PathEscape";
}

/** What Linux calls each open file of this program; a path that begins there cannot be led astray. */
const openFiles = "/proc/self/fd";
const canHold = existsSync(openFiles);
/** Linux's O_PATH, which Node does not name: a folder that may be passed through need not be readable. */
const passThrough = 0o10_000_000;
const folderFlags = passThrough | constants.O_DIRECTORY | constants.O_NOFOLLOW;

/**
 * `path` is absolute and without dots. `act` is given the folder and the name in it; rejects with ENOENT if
 * a folder on the way is missing and is not to be made.
 */
export async function inFolderOf<T>(
  path: string,
  act: (folder: string, name: string) => Promise<T>,
  missing: "refuse" | "make" = "refuse",
): Promise<T> {
  const folder = dirname(path);
  if (!canHold) return act(await plainFolder(folder, missing), basename(path));
  let held = await open(sep, folderFlags);
  try {
    for (const step of folder.split(sep).filter(Boolean)) {
      const next = await stepInto(held, step, missing, folder);
      await held.close();
      held = next;
    }
    return await act(`${openFiles}/${held.fd}`, basename(path));
  } finally {
    await held.close();
  }
}

async function stepInto(
  from: FileHandle,
  step: string,
  missing: "refuse" | "make",
  whole: string,
): Promise<FileHandle> {
  const place = `${openFiles}/${from.fd}/${step}`;
  try {
    return await open(place, folderFlags);
  } catch (failure) {
    const code = codeOf(failure);
    if (code === "ENOTDIR" || code === "ELOOP") {
      throw new PathEscape(`${whole} leads through a link, or through what is no folder`);
    }
    if (code !== "ENOENT" || missing === "refuse") throw failure;
  }
  await mkdir(place).catch((failure: unknown) => {
    if (codeOf(failure) !== "EEXIST") throw failure;
  });
  return stepInto(from, step, "refuse", whole);
}

/** Where folders cannot be held: looked at right before, which leaves a moment for a swap. */
async function plainFolder(folder: string, missing: "refuse" | "make"): Promise<string> {
  if (missing === "make") await mkdir(folder, { recursive: true });
  if ((await realpath(folder)) !== folder) throw new PathEscape(`${folder} leads through a link`);
  return folder;
}

export function codeOf(failure: unknown): unknown {
  return failure instanceof Error && "code" in failure ? failure.code : undefined;
}
