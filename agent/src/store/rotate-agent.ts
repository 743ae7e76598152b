// An agent takes new keys: its log says by which it was known until then, and its phones, which know it by those,
// have to be paired again. A crash in between leaves the old keys and no phone, and it can be done again.

import { namesInEntry, rotated } from "../audit/rotations.ts";
import { signCheckpoint } from "../audit/checkpoint.ts";
import { type AgentKeys, type KeyRotation, namesOf, replaceKeys } from "../platform/agent-keys.ts";
import { nodePrimitives } from "../platform/node-primitives.ts";
import { revokePhones } from "./revoke-phones.ts";
import type { Store } from "./store.ts";

/** While no agent runs with these keys. The new ones. */
export async function rotateAgent(
  store: Store,
  stateFolder: string,
  keys: AgentKeys,
  rotation: KeyRotation,
  now: number,
): Promise<AgentKeys> {
  // What the old keys have not vouched for yet they can vouch for only now.
  await signUpToHere(store, keys, now);
  const was = namesInEntry(namesOf(keys));
  store.database.transaction(() => {
    revokePhones(store, now);
    store.audit.append({ what: rotated, rotation, ...was, by: "machine" }, now);
  });
  const fresh = replaceKeys(stateFolder, rotation);
  await signUpToHere(store, fresh, now);
  return fresh;
}

async function signUpToHere({ audit, checkpoints }: Store, keys: AgentKeys, now: number) {
  const head = audit.head();
  if (head.size <= checkpoints.latestSize()) return;
  const note = await signCheckpoint(nodePrimitives, keys.identity, keys.sessionId, head);
  checkpoints.add(head.size, note, now);
}
