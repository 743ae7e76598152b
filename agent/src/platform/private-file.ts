// Small files that are the user's alone, read whole and replaced whole: whoever reads one never sees half.

import { randomBytes } from "node:crypto";
import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname } from "node:path";
import { cannotRead, cannotWrite } from "./file-failure.ts";
import { codeOf } from "./held-folder.ts";
import { makeFolders } from "./make-folders.ts";
import { isThereAlready } from "./new-file.ts";
import { UserFailure } from "./user-failure.ts";

/** Undefined if there is none. What is no file is not waited for: a pipe may never end, and a device never does. */
export function readPrivateFile(path: string): string | undefined {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const about = fstatSync(descriptor);
    if (about.isFile()) return readFileSync(descriptor, "utf8");
    throw new UserFailure("failed", `${path} is no file`, "name another file");
  } catch (failure) {
    if (codeOf(failure) === "ENOENT") return undefined;
    throw cannotRead(path, failure);
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

export function writePrivateFile(path: string, content: string): void {
  // A link that the user has put there stays one.
  const place = existsSync(path) ? realpathSync(path) : path;
  const draft = `${place}.${randomBytes(6).toString("hex")}`;
  try {
    makeFolders(dirname(place));
    writeFileSync(draft, content, { mode: 0o600, flag: "wx", flush: true });
    renameSync(draft, place);
  } catch (failure) {
    throw cannotWrite(place, failure, "make room for it, and see who may write there");
  } finally {
    removeDraft(draft);
  }
}

function removeDraft(draft: string): void {
  try {
    rmSync(draft, { force: true });
  } catch {
    // Where none can lie, none does.
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
    write: (text) => {
      try {
        writeFileSync(descriptor, text);
      } catch (failure) {
        throw cannotWrite(path, failure);
      }
    },
    close: () => closeSync(descriptor),
    remove: () => rmSync(path, { force: true }),
  };
}

function openNew(path: string): number {
  try {
    return openSync(path, "wx", 0o600);
  } catch (failure) {
    if (codeOf(failure) === "EEXIST") throw isThereAlready(path);
    throw cannotWrite(path, failure);
  }
}
