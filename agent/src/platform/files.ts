// Files as the executor of an approved edit needs them: read whole with their digest, replaced whole or not
// at all, never through a symbolic link.

import { createHash, randomBytes } from "node:crypto";
import { chmodSync, constants } from "node:fs";
import { chmod, lstat, open, realpath, rename, rm } from "node:fs/promises";
import { dirname, join, resolve, sep } from "node:path";

export class PathEscape extends Error {
  override readonly name = "PathEscape";
}

/** Not through a link, and without waiting for whoever might open the other end of a pipe. */
const readOnly = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** Undefined when there is no such file. Refuses links, folders and devices. */
export async function readWholeFile(path: string): Promise<Uint8Array | undefined> {
  try {
    const file = await open(path, readOnly);
    try {
      if (!(await file.stat()).isFile()) throw new PathEscape(`${path} is not a plain file`);
      return new Uint8Array(await file.readFile());
    } finally {
      await file.close();
    }
  } catch (failure) {
    if (codeOf(failure) === "ENOENT") return undefined;
    if (codeOf(failure) === "ELOOP") throw new PathEscape(`${path} is a symbolic link`);
    throw failure;
  }
}

/** Nobody but its user may read or write it. */
export function keepPrivate(path: string): void {
  chmodSync(path, 0o600);
}

export function sha256(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(createHash("sha256").update(bytes).digest());
}

/** The real place of a relative path inside a folder whose own real path is given. */
export async function insideFolder(root: string, relative: string): Promise<string> {
  const wanted = resolve(root, relative);
  const parent = await realpath(dirname(wanted)).catch(() => undefined);
  const place = parent === undefined ? undefined : join(parent, wanted.slice(dirname(wanted).length));
  const prefix = root.endsWith(sep) ? root : root + sep;
  if (place === undefined || place !== wanted || !place.startsWith(prefix)) {
    throw new PathEscape(`${JSON.stringify(relative)} does not lie inside the workspace`);
  }
  return place;
}

/** Written beside its place, made durable, then renamed over it. Keeps the mode of what was there. */
export async function replaceFile(path: string, content: Uint8Array): Promise<void> {
  const mode = await lstat(path).then(
    (stat) => stat.mode & 0o777,
    () => 0o644,
  );
  const draft = join(dirname(path), `.longrein-${randomBytes(6).toString("hex")}`);
  const file = await open(draft, "wx", 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
    await file.close();
    await chmod(draft, mode);
    await rename(draft, path);
  } catch (failure) {
    await file.close().catch(() => undefined);
    await rm(draft, { force: true });
    throw failure;
  }
}

export async function removeFile(path: string): Promise<void> {
  await rm(path);
}

export async function realFolder(path: string): Promise<string | undefined> {
  return realpath(path).catch(() => undefined);
}

function codeOf(failure: unknown): unknown {
  return failure instanceof Error && "code" in failure ? failure.code : undefined;
}
