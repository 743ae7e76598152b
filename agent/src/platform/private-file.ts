// Small files that are the user's alone, read whole and replaced whole: whoever reads one never sees half.

import { randomBytes } from "node:crypto";
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";
import { isThereAlready } from "./new-file.ts";

/** Undefined if there is none. */
export function readPrivateFile(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (failure) {
    if (failure instanceof Error && "code" in failure && failure.code === "ENOENT")
      return undefined;
    throw failure;
  }
}

export function writePrivateFile(path: string, content: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  // A link that the user has put there stays one.
  const place = existsSync(path) ? realpathSync(path) : path;
  const draft = `${place}.${randomBytes(6).toString("hex")}`;
  try {
    writeFileSync(draft, content, { mode: 0o600, flag: "wx", flush: true });
    renameSync(draft, place);
  } finally {
    rmSync(draft, { force: true });
  }
}

export interface PrivateFile {
  write(text: string): void;
  close(): void;
  remove(): void;
}

/** One that is there already is left alone. */
export function createPrivateFile(path: string): PrivateFile {
  const descriptor = openNew(path);
  return {
    write: (text) => void writeSync(descriptor, text),
    close: () => closeSync(descriptor),
    remove: () => rmSync(path, { force: true }),
  };
}

function openNew(path: string): number {
  try {
    return openSync(path, "wx", 0o600);
  } catch (failure) {
    const isThere = failure instanceof Error && "code" in failure && failure.code === "EEXIST";
    if (isThere) throw isThereAlready(path);
    throw failure;
  }
}
