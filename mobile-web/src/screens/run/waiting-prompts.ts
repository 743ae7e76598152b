// Which prompts wait at the machine for the end of the turn, from all that its agent has told of them.

import type { AgentEvent } from "@longrein/protocol";
import { type Key, keyOf } from "../../state/identifiers.ts";
import { members } from "../../state/sequence.ts";
import type { Transcript } from "../../state/transcript.ts";

type Queued = Extract<AgentEvent, { t: "prompt.queued" }>;

export interface WaitingPrompts {
  readonly waiting: ReadonlyMap<Key, Queued>;
  /** Somebody took them back: nothing is left to be said of them. */
  readonly withdrawn: ReadonlySet<Key>;
}

export function waitingPrompts({
  asides,
  prompts,
}: Pick<Transcript, "asides" | "prompts">): WaitingPrompts {
  const waiting = new Map<Key, Queued>();
  const withdrawn = new Set<Key>();
  for (const event of members(asides)) {
    if (event.t === "prompt.queued") waiting.set(keyOf(event.command), event);
    if (event.t !== "prompt.dropped") continue;
    if (event.command === undefined) waiting.clear();
    else waiting.delete(keyOf(event.command));
    if (event.command !== undefined) withdrawn.add(keyOf(event.command));
  }
  for (const begun of prompts) waiting.delete(begun);
  return { waiting, withdrawn };
}
