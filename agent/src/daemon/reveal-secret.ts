// A secret that was hidden in what a run said, for a phone or whoever sits at the machine. Whoever has seen it stands in
// the audit log, and what was seen does not.

import { toBase64url } from "@longrein/protocol";
import { saltOfRun } from "../store/run-salts.ts";
import type { Store } from "../store/store.ts";
import { type Who, auditNameOf } from "./who.ts";

/** Undefined where nothing is hidden as that number, or it is forgotten. */
export function revealSecret(
  store: Store,
  who: Who,
  run: Uint8Array,
  number: number,
  at: number,
): string | undefined {
  const text = store.secrets.reveal(saltOfRun(run), number);
  if (text === undefined) return undefined;
  const entry = { what: "secret.revealed" as const, run: toBase64url(run), number };
  store.database.transaction(() => store.audit.append({ ...entry, ...auditNameOf(who) }, at));
  return text;
}
