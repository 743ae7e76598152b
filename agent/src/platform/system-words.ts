// What the system and SQLite say of a file by a code, in words. Whoever knows which file it is says that before them.

import { codeOf } from "./held-folder.ts";

const words: ReadonlyMap<unknown, string> = new Map([
  ["ENOENT", "it is not there"],
  ["ENOTDIR", "a part of its path is no folder"],
  ["EEXIST", "something else is there already"],
  ["EISDIR", "it is a folder"],
  ["ELOOP", "its links lead in a circle"],
  ["ENAMETOOLONG", "its name is too long"],
  ["EACCES", "this user may not do that there"],
  ["EPERM", "this user may not do that there"],
  ["EROFS", "nothing can be written there"],
  ["ENOSPC", "the disk is full"],
  ["EDQUOT", "this user's part of the disk is full"],
  ["EFBIG", "it has become too large"],
  ["EIO", "the disk does not answer as it should"],
  ["EMFILE", "too many files are open"],
  ["ENFILE", "too many files are open on this machine"],
  ["ENXIO", "it is a pipe or a device that nobody serves"],
  ["ETXTBSY", "it is a program that runs"],
  ["SQLITE_FULL", "the disk is full"],
  ["SQLITE_CANTOPEN", "it cannot be opened or made"],
  ["SQLITE_READONLY", "nothing can be written there"],
  ["SQLITE_NOTADB", "it is no database"],
  ["SQLITE_CORRUPT", "it is damaged"],
]);

/** Undefined for what has nothing to do with files. */
export function systemWords(failure: unknown): string | undefined {
  const code = codeOf(failure);
  if (typeof code !== "string") return undefined;
  if (code.startsWith("SQLITE_IOERR")) return "the disk does not answer as it should";
  return words.get(code) ?? words.get(code.replace(/^(SQLITE_[A-Z]+)_.*$/, "$1"));
}
