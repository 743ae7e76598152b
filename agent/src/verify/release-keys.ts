// Whose signature under a manifest counts. The private halves are in nobody's repository: docs/releasing.md says how
// one is made, kept and replaced. A key stays here as long as somebody may run what it has signed.

import { fromBase64url } from "@longrein/protocol";
import type { NoteKey } from "../audit/signed-note.ts";

const pinned: readonly (readonly [name: string, key: string])[] = [];

export const releaseKeys: readonly NoteKey[] = pinned.map(([name, encoded]) => {
  const key = fromBase64url(encoded);
  if (key?.length !== 32) throw new Error(`the release key ${name} is none`);
  return { name, key };
});
