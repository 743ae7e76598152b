// The digest of a program's file, remembered for as long as it is sure to be the same: an interpreter is large, and
// asked for again and again.

import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { access, constants, stat } from "node:fs/promises";
import { pipeline } from "node:stream/promises";

/** Twice as fast as by the usual pieces. */
const pieceBytes = 1_024 * 1_024;

/** By what a file is: whatever the system's own user does to it, the system notes when. */
const remembered = new Map<string, Uint8Array>();
const rememberedMax = 64;
/** Two changes within one tick of the system's clock would look like one. */
const unsettledMs = 2_000;

export async function digestOf(file: string, signal?: AbortSignal): Promise<Uint8Array> {
  const hash = createHash("sha256");
  const pieces = createReadStream(file, { highWaterMark: pieceBytes });
  await pipeline(pieces, hash, { ...(signal && { signal }) });
  return new Uint8Array(hash.digest());
}

export async function rememberedDigest(file: string, signal: AbortSignal): Promise<Uint8Array> {
  const { dev, ino, uid, mode, size, mtimeNs, ctimeNs, ctimeMs } = await stat(file, {
    bigint: true,
  });
  const about = { uid: Number(uid), mode: Number(mode) };
  if (!isOnlyRoots(about, process.geteuid?.()) || (await mayWrite(file))) {
    return digestOf(file, signal);
  }
  const identity = [file, dev, ino, size, mtimeNs, ctimeNs].join(" ");
  const known = remembered.get(identity);
  if (known !== undefined) return known;
  const isSettled = Number(ctimeMs) + unsettledMs < Date.now();
  const digest = await digestOf(file, signal);
  if (!isSettled) return digest;
  if (remembered.size >= rememberedMax) remembered.clear();
  remembered.set(identity, digest);
  return digest;
}

/**
 * Root's, and written by nobody else, who are we among them. Whoever may write a file can map it into memory and
 * change it there, of which its times tell late or not at all.
 */
export function isOnlyRoots(
  { uid, mode }: { readonly uid: number; readonly mode: number },
  us: number | undefined,
): boolean {
  const othersMayWrite = (mode & 0o022) !== 0;
  return uid === 0 && !othersMayWrite && us !== undefined && us !== 0;
}

/** By what the mode does not tell of, as an access list. */
function mayWrite(file: string): Promise<boolean> {
  return access(file, constants.W_OK).then(
    () => true,
    () => false,
  );
}
