// A file that somebody has named and that cannot be used: which one, why, and what to do about it.

import { codeOf } from "./held-folder.ts";
import { systemWords } from "./system-words.ts";
import { UserFailure } from "./user-failure.ts";

export function cannotRead(path: string, cause: unknown, hint = another): UserFailure {
  return failed(`${path} cannot be read`, systemWords(cause), cause, hint);
}

export function cannotWrite(path: string, cause: unknown, hint = another): UserFailure {
  // It is what it would lie in that is not there, or that takes no files, as /proc.
  const why = codeOf(cause) === "ENOENT" ? "there is no folder that takes it" : systemWords(cause);
  return failed(`${path} cannot be written`, why, cause, hint);
}

/** The disk itself, wherever on it something was to be written. */
export function isOfDisk(failure: unknown): boolean {
  const code = String(codeOf(failure));
  return /^(ENOSPC|EDQUOT|EROFS|EIO|SQLITE_FULL|SQLITE_IOERR.*|SQLITE_READONLY.*)$/.test(code);
}

const another = "name another file";

function failed(what: string, why: string | undefined, cause: unknown, hint: string): UserFailure {
  if (cause instanceof UserFailure) return cause;
  const said = why ?? (cause instanceof Error ? cause.message : "nobody knows why");
  return new UserFailure("failed", `${what}: ${said}`, hint, { cause });
}
