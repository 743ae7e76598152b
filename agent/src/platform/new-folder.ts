// A folder that comes into being whole or not at all: made beside its place, then moved there.

import { randomBytes } from "node:crypto";
import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { codeOf } from "./held-folder.ts";
import { makeFolders } from "./make-folders.ts";
import { UserFailure } from "./user-failure.ts";

/** `fill` gets a folder that is the user's alone. A place with anything in it is refused, and not touched. */
export async function makeWholeFolder<T>(
  place: string,
  fill: (folder: string) => Promise<T>,
): Promise<T> {
  await requireEmpty(place);
  makeFolders(dirname(place));
  const draft = `${place}.${randomBytes(6).toString("hex")}`;
  await mkdir(draft, { mode: 0o700 });
  try {
    const filled = await fill(draft);
    // Takes the place of an empty folder, and of nothing else.
    await rename(draft, place);
    return filled;
  } catch (failure) {
    await rm(draft, { recursive: true, force: true });
    throw failure;
  }
}

/** Throws for a place with anything in it. */
export async function requireEmpty(place: string): Promise<void> {
  const names = await readdir(place).catch((failure: unknown) => {
    if (codeOf(failure) === "ENOENT") return [];
    throw failure;
  });
  if (names.length === 0) return;
  throw new UserFailure(
    "refused",
    `there is something in ${place} already, and it stays as it is`,
    "move that folder away, or set LONGREIN_STATE_DIR to another",
  );
}
