// Files as the executor of an approved edit needs them: read whole with their digest, replaced whole or not
// at all, never through a symbolic link anywhere on the way.

import { createHash, randomBytes } from "node:crypto";
import { chmodSync, constants } from "node:fs";
import { type FileHandle, chmod, lstat, open, realpath, rename, rm } from "node:fs/promises";
import { dirname, resolve, sep } from "node:path";
import { PathEscape, codeOf, inFolderOf } from "./held-folder.ts";

/** Not through a link, and without waiting for whoever might open the other end of a pipe. */
const readOnly = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** More than a person could be shown a change of; whoever works in a folder can put anything there. */
export const wholeFileBytesMax = 8 * 1_024 * 1_024;

/** Undefined when there is no such file. Refuses links, folders and devices, and what is too long. */
export async function readWholeFile(path: string): Promise<Uint8Array | undefined> {
  try {
    return await inFolderOf(path, async (folder, name) => {
      const file = await open(`${folder}/${name}`, readOnly);
      try {
        if (!(await file.stat()).isFile()) throw new PathEscape(`${path} is not a plain file`);
        return await readBounded(file, path);
      } finally {
        await file.close();
      }
    });
  } catch (failure) {
    if (codeOf(failure) === "ENOENT") return undefined;
    if (codeOf(failure) === "ELOOP") throw new PathEscape(`${path} is a symbolic link`);
    throw failure;
  }
}

/** By what comes out of it, not by the size that it says it has: it may grow meanwhile. */
async function readBounded(file: FileHandle, path: string): Promise<Uint8Array> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of file.createReadStream({ autoClose: false, highWaterMark: 65_536 })) {
    if (!Buffer.isBuffer(piece)) throw new TypeError("expected bytes");
    bytes += piece.length;
    if (bytes > wholeFileBytesMax) throw new Error(`${path} is longer than anybody could be shown`);
    pieces.push(piece);
  }
  return new Uint8Array(Buffer.concat(pieces));
}

/** Nobody but its user may read or write it. */
export function keepPrivate(path: string): void {
  chmodSync(path, 0o600);
}

export function sha256(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(createHash("sha256").update(bytes).digest());
}

/**
 * The real place of a relative path inside a folder whose own real path is given. Folders on the way may be
 * missing; what is there may not lead elsewhere.
 */
export async function insideFolder(root: string, relative: string): Promise<string> {
  const place = resolve(root, relative);
  const prefix = root.endsWith(sep) ? root : root + sep;
  const parent = await nearestFolder(dirname(place)).catch(() => undefined);
  if (!place.startsWith(prefix) || parent === undefined || (await realFolder(parent)) !== parent) {
    throw new PathEscape(`${JSON.stringify(relative)} does not lie inside the workspace`);
  }
  return place;
}

async function nearestFolder(path: string): Promise<string> {
  try {
    await lstat(path);
    return path;
  } catch (failure) {
    if (codeOf(failure) !== "ENOENT" || path === dirname(path)) throw failure;
    return nearestFolder(dirname(path));
  }
}

/** Written beside its place, made durable, then renamed over it. Keeps the mode of what was there. */
export function replaceFile(path: string, content: Uint8Array): Promise<void> {
  return inFolderOf(path, (folder, name) => replaceIn(folder, name, content), "make");
}

async function replaceIn(folder: string, name: string, content: Uint8Array): Promise<void> {
  const place = `${folder}/${name}`;
  const mode = await lstat(place).then(
    (stat) => (stat.isFile() ? stat.mode & 0o777 : 0o644),
    () => 0o644,
  );
  const draft = `${folder}/.longrein-${randomBytes(6).toString("hex")}`;
  const file = await open(draft, "wx", 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
    await file.close();
    await chmod(draft, mode);
    await rename(draft, place);
    await makeDurable(folder);
  } catch (failure) {
    await file.close().catch(() => undefined);
    await rm(draft, { force: true });
    throw failure;
  }
}

export function removeFile(path: string): Promise<void> {
  return inFolderOf(path, async (folder, name) => {
    await rm(`${folder}/${name}`);
    await makeDurable(folder);
  });
}

/** A name that was given or taken away survives a power cut only once its folder is written. */
async function makeDurable(folder: string): Promise<void> {
  const handle = await open(`${folder}/.`, constants.O_RDONLY | constants.O_DIRECTORY);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

export async function realFolder(path: string): Promise<string | undefined> {
  return realpath(path).catch(() => undefined);
}
