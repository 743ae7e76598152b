// What was approved for a whole run and still holds, from all that its agent has told of it.

import type { AgentEvent } from "@longrein/protocol";
import { type Key, keyOf } from "../../state/identifiers.ts";
import { type Sequence, members } from "../../state/sequence.ts";

export interface Grant {
  readonly approval: Uint8Array;
  /** A command, or the file whose edits go ahead. */
  readonly what: string;
  readonly notAfter: number;
  /** How often something went ahead because of it. */
  readonly uses: number;
}

/** `agentNow` is by the agent's clock. */
export function grantsOf(asides: Sequence<AgentEvent>, agentNow: number): readonly Grant[] {
  const grants = new Map<Key, Grant>();
  for (const event of members(asides)) {
    if (event.t === "grant.made") grants.set(keyOf(event.approval), { ...event, uses: 0 });
    if (event.t === "grant.ended") grants.delete(keyOf(event.approval));
    const known = event.t === "grant.used" ? grants.get(keyOf(event.approval)) : undefined;
    if (known !== undefined) {
      grants.set(keyOf(known.approval), { ...known, uses: known.uses + 1 });
    }
  }
  return [...grants.values()].filter(({ notAfter }) => agentNow < notAfter);
}
