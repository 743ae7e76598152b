// A program as it lies on this machine: where its name leads to, and the digest of what lies there.

import { access, constants, realpath, stat } from "node:fs/promises";
import { delimiter, resolve } from "node:path";
import { digestOf, rememberedDigest } from "./program-digest.ts";

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
  /** Calls off the reading, which may take its time; absent where nobody wants to know what lies there. */
  readonly signal?: AbortSignal | undefined;
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
): Promise<(Pick<Program, "path" | "file"> & Partial<Pick<Program, "sha256">>) | undefined> {
  const place = await placeOf(name, path, cwd);
  const file = place && (await realpath(place).catch(() => undefined));
  if (place === undefined || file === undefined) return undefined;
  const sha256 = signal && (await rememberedDigest(file, signal).catch(() => undefined));
  return { path: place, file, ...(sha256 && { sha256 }) };
}

/** Only looks; does not read the program, which may be large. */
export async function isInstalled(name: string, path: string): Promise<boolean> {
  return (await placeOf(name, path)) !== undefined;
}

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
