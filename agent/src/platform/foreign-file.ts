// A settings file that is another program's: read as it is, and replaced as a whole, so that whoever reads it
// meanwhile sees the old one or the new one. Links are followed and stay links; its mode stays as it was.

import { randomBytes } from "node:crypto";
import {
  chmodSync,
  lstatSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname } from "node:path";
import { cannotRead, cannotWrite } from "./file-failure.ts";
import { makeFolders } from "./make-folders.ts";
import { systemWords } from "./system-words.ts";
import { UserFailure } from "./user-failure.ts";

export interface ForeignFile {
  readonly text: string;
  /** Where it really lies. */
  readonly place: string;
  readonly mode: number;
}

const fileBytesMax = 4 * 1_024 * 1_024;
const modeOfNew = 0o600;

/** Undefined if there is none. */
export function readForeignFile(path: string): ForeignFile | undefined {
  if (!isThere(path)) return undefined;
  const place = placeOf(path);
  const about = statSync(place);
  if (!about.isFile() || about.size > fileBytesMax) {
    throw new UserFailure("refused", `${path} is no settings file`, "look at what lies there");
  }
  if (about.uid !== process.getuid?.()) {
    const hint = "it is its owner's to change";
    throw new UserFailure("refused", `${place} belongs to somebody else`, hint);
  }
  return { text: textOf(place), place, mode: about.mode & 0o777 };
}

function textOf(place: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(readFileSync(place));
  } catch (failure) {
    if (systemWords(failure) !== undefined) throw cannotRead(place, failure);
    throw new UserFailure("refused", `${place} is no text`, "name another file", {
      cause: failure,
    });
  }
}

/** `before` is what it was when it was read: nobody's change in between is lost. */
export function replaceForeignFile(
  path: string,
  before: ForeignFile | undefined,
  text: string,
): void {
  if (readForeignFile(path)?.text !== before?.text) {
    throw new UserFailure("failed", `${path} was changed meanwhile`, "try it again");
  }
  const place = before?.place ?? path;
  const draft = `${place}.${randomBytes(6).toString("hex")}`;
  try {
    makeFolders(dirname(place));
    writeFileSync(draft, text, { mode: modeOfNew, flag: "wx", flush: true });
    chmodSync(draft, before?.mode ?? modeOfNew);
    renameSync(draft, place);
  } catch (failure) {
    throw cannotWrite(place, failure);
  } finally {
    rmSync(draft, { force: true });
  }
}

export function removeForeignFile(path: string): void {
  rmSync(path, { force: true });
}

function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch (failure) {
    throw cannotRead(path, failure);
  }
}

function placeOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    throw new UserFailure(
      "refused",
      `${path} is a link that leads nowhere`,
      "make what it leads to, or remove the link",
    );
  }
}
