// Whether what lies in a file is its user's own word: nobody else on this machine may have written it, nor put
// another in its place.

import { realpathSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { UserFailure } from "./user-failure.ts";

const writableByOthers = 0o022;
/** In such a folder nobody moves what is another's. */
const sticky = 0o1000;

/** Throws for a file that others may write or replace; root may, as everywhere. */
export function requireOwnWord(path: string): void {
  const place = realpathSync(path);
  requireOwner(place);
  if (othersMayWrite(place)) throw written(place);
  const folder = dirname(place);
  requireOwner(folder);
  if (othersMayWrite(folder) && (statSync(folder).mode & sticky) === 0) throw written(folder);
}

export function othersMayWrite(path: string): boolean {
  return (statSync(path).mode & writableByOthers) !== 0;
}

function requireOwner(path: string): void {
  const { uid } = statSync(path);
  if (uid === process.getuid?.() || uid === 0) return;
  throw new UserFailure(
    "refused",
    `${path} belongs to somebody else, who could have anything done by it`,
    "look at what stands there, and make it your own",
  );
}

function written(path: string): UserFailure {
  return new UserFailure(
    "refused",
    `others may write to ${path}, and have anything done by it`,
    `look at what stands there, then chmod go-w ${path}`,
  );
}
