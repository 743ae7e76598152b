// The store as it was before a newer program brought it to its own version: a copy beside it, for whoever has to go
// back. It holds what was to be forgotten since, so it stays for a few days at most.

import type Sqlite from "better-sqlite3";
import { copiesAt, keepCopy, removeCopies } from "../platform/kept-copies.ts";

const keptDaysMax = 7;
const dayMs = 86_400_000;

export function keepEarlierVersion(sqlite: Sqlite.Database, file: string, version: number): void {
  keepCopy(`${startOf(file)}${version}`, (draft) => {
    sqlite.prepare("VACUUM INTO ?").run(draft);
  });
}

/** The latest that a program which knows versions up to this one can open. */
export function earlierVersion(file: string, versionMax: number): string | undefined {
  const start = startOf(file);
  return copiesAt(start)
    .map((copy) => ({ copy, version: Number(copy.slice(start.length)) }))
    .filter(({ version }) => version > 0 && version <= versionMax)
    .toSorted((one, other) => other.version - one.version)[0]?.copy;
}

/** Not longer than what runs have said is kept. */
export function removeEarlierVersions(file: string, now: number, retentionDays: number): void {
  removeCopies(startOf(file), now - Math.min(keptDaysMax, retentionDays) * dayMs);
}

function startOf(file: string): string {
  return `${file}.version-`;
}
