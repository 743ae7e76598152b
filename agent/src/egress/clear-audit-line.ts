// A line of an exported audit log. Entries hold no payload; one that does all the same is left out, which its
// hash allows, rather than altered, which would belie it.

import { type Cleared, assertCleared } from "./cleared.ts";
import { findSecrets } from "./find-secrets.ts";

export function clearAuditLine(line: string): Cleared<string> {
  const isClear = findSecrets(line).found.length === 0;
  const cleared = isClear ? line : withoutEntry(line);
  assertCleared(cleared);
  return cleared;
}

function withoutEntry(line: string): string {
  const value: unknown = JSON.parse(line);
  return JSON.stringify(value, (name, field: unknown) => (name === "entry" ? undefined : field));
}
