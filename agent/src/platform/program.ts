// A program as it lies on this machine: where its name leads to, and the digest of what lies there.

import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { access, constants, realpath, stat } from "node:fs/promises";
import { delimiter, resolve } from "node:path";
import { pipeline } from "node:stream/promises";

export interface Program {
  /** Where the name was found: what is started. */
  readonly path: string;
  /** The file behind all links. */
  readonly file: string;
  readonly sha256: Uint8Array;
}

interface Search {
  /** As the variable has it; absent means: as the system does without one. */
  readonly path: string | undefined;
  /** What names and folders on the path are relative to. */
  readonly cwd: string;
  /** Calls off the reading, which may take its time. */
  readonly signal: AbortSignal;
}

/** Looks a name up as a shell would; a path is taken as it is. Undefined if there is no such program. */
export async function findProgram(name: string, path: string): Promise<Program | undefined> {
  const place = await placeOf(name, path);
  if (place === undefined) return undefined;
  const file = await realpath(place);
  return { path: place, file, sha256: await digestOf(file) };
}

/** The same from another folder. One that may be run though it may not be read has no digest. */
export async function lookUpProgram(
  name: string,
  { path = pathOfNone, cwd, signal }: Search,
): Promise<(Pick<Program, "file"> & Partial<Pick<Program, "sha256">>) | undefined> {
  const place = await placeOf(name, path, cwd);
  const file = place && (await realpath(place).catch(() => undefined));
  if (file === undefined) return undefined;
  const sha256 = await rememberedDigest(file, signal).catch(() => undefined);
  return { file, ...(sha256 && { sha256 }) };
}

/** Only looks; does not read the program, which may be large. */
export async function isInstalled(name: string, path: string): Promise<boolean> {
  return (await placeOf(name, path)) !== undefined;
}

/** Twice as fast as by the usual pieces. */
const pieceBytes = 1_024 * 1_024;

/** Where the system's own functions look for a program if nothing says where. */
const pathOfNone = "/bin:/usr/bin";

async function placeOf(
  name: string,
  path: string,
  cwd = process.cwd(),
): Promise<string | undefined> {
  const folders = name.includes("/") ? [cwd] : path.split(delimiter);
  const places = folders.map((folder) => resolve(cwd, folder, name));
  for (const place of places) if (await isProgram(place)) return place;
  return undefined;
}

async function isProgram(place: string): Promise<boolean> {
  try {
    await access(place, constants.X_OK);
    return (await stat(place)).isFile();
  } catch {
    return false;
  }
}

/** Digests by what a file is: whatever is done to it, the system notes when. */
const remembered = new Map<string, Uint8Array>();
const rememberedMax = 64;
/** Two changes within one tick of the system's clock would look like one. */
const unsettledMs = 2_000;

/** Interpreters are large, and asked for again and again. */
async function rememberedDigest(file: string, signal: AbortSignal): Promise<Uint8Array> {
  const { dev, ino, size, mtimeNs, ctimeNs, ctimeMs } = await stat(file, { bigint: true });
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

async function digestOf(file: string, signal?: AbortSignal): Promise<Uint8Array> {
  const hash = createHash("sha256");
  const pieces = createReadStream(file, { highWaterMark: pieceBytes });
  await pipeline(pieces, hash, { ...(signal && { signal }) });
  return new Uint8Array(hash.digest());
}
