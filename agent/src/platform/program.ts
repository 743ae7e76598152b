// A program as it lies on this machine: where its name leads to, and the digest of what lies there.

import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { access, constants, realpath, stat } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { pipeline } from "node:stream/promises";

export interface Program {
  /** Where the name was found: what is started. */
  readonly path: string;
  /** The file behind all links. */
  readonly file: string;
  readonly sha256: Uint8Array;
}

/** Looks a name up as a shell would; a path is taken as it is. Undefined if there is no such program. */
export async function findProgram(name: string, path: string): Promise<Program | undefined> {
  const place = await placeOf(name, path);
  if (place === undefined) return undefined;
  const file = await realpath(place);
  return { path: place, file, sha256: await digestOf(file) };
}

/** Only looks; does not read the program, which may be large. */
export async function isInstalled(name: string, path: string): Promise<boolean> {
  return (await placeOf(name, path)) !== undefined;
}

async function placeOf(name: string, path: string): Promise<string | undefined> {
  const places = name.includes("/") ? [name] : path.split(delimiter).map((one) => join(one, name));
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

async function digestOf(file: string): Promise<Uint8Array> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return new Uint8Array(hash.digest());
}
