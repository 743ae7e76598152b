// Whether a run does nothing but wait for an answer: then it is known how far it has come, whatever ends the program
// meanwhile, and it can be let go on. The question itself is not kept for that: whoever asked it is gone, and an
// answer is for the one who asked. The coding agent asks anew.

import { equalBytes, toBase64url } from "@longrein/protocol";
import { readOn } from "../store/read-on.ts";
import type { Store } from "../store/store.ts";

export const goOnPrompt =
  "The program that runs you was restarted while you waited for an answer from your user. None came, and what you " +
  "asked for was not done. See how things stand, then ask again for what is still needed, and go on.";

export function onlyWaits(store: Store, id: Uint8Array): boolean {
  const run = store.runs.byId(id);
  // What remembers nothing of its conversation has nothing to go on with.
  if (run?.state !== "waiting" || store.runs.session(id) === undefined) return false;
  const isOfRun = (asked: { readonly run: Uint8Array }) => equalBytes(asked.run, id);
  const asked = store.approvals.pending().filter(isOfRun);
  if (asked.length === 0 && !store.questions.pending().some(isOfRun)) return false;
  const waits = new Set(asked.map((approval) => toBase64url(approval.id)));
  return openTools(store, id, run.turnFrom).every((approval) => waits.has(approval));
}

/** Of each tool that the turn has begun and not ended: the approval it was asked about with, or nothing. */
function openTools(store: Store, id: Uint8Array, turnFrom: number): string[] {
  const open = new Map<number, string>();
  readOn(store.events, store.events.start(`run:${toBase64url(id)}`), (event) => {
    if (event.t === "tool.done") open.delete(event.item);
    // Told again once it is asked about.
    if (event.t !== "tool" || event.item < turnFrom) return;
    open.set(event.item, event.approval === undefined ? "" : toBase64url(event.approval));
  });
  return [...open.values()];
}
