// A reader's place in a feed: takes events strictly in order, recomputes the chain, and notices a gap, a
// repetition or a changed past. See docs/protocol.md, "Feeds".

import { equalBytes } from "./bytes.ts";
import { chainNext, chainStart } from "./feed-chain.ts";
import type { AgentMessage, Cursor } from "./messages.ts";
import type { Primitives } from "./primitives.ts";
import { utf8 } from "./text.ts";

type Hash = Pick<Primitives, "sha256">;
type EventMessage = Extract<AgentMessage, { t: "event" }>;
type ResetMessage = Extract<AgentMessage, { t: "reset" }>;
type CurrentMessage = Extract<AgentMessage, { t: "current" }>;

export type Reading =
  | { readonly kind: "next"; readonly cursor: Cursor }
  /** Already held: sent again around a reconnect. */
  | { readonly kind: "repeated" }
  /** Something is missing or the past was changed: ask again from our place, or start anew. */
  | { readonly kind: "broken" };

export function startOfFeed(hash: Hash, epoch: Uint8Array, feed: string): Cursor {
  return { feed, seq: 0, chain: chainStart(hash, epoch, feed) };
}

export function readEvent(hash: Hash, cursor: Cursor, event: EventMessage): Reading {
  if (event.seq <= cursor.seq) return { kind: "repeated" };
  if (event.seq !== cursor.seq + 1) return { kind: "broken" };
  const chain = chainNext(hash, cursor.chain, utf8(event.body));
  return { kind: "next", cursor: { feed: cursor.feed, seq: event.seq, chain } };
}

export function readReset(reset: ResetMessage): Cursor {
  return { feed: reset.feed, seq: reset.seq, chain: reset.chain };
}

/** Whether what we hold is what the agent holds. */
export function agreesWith(cursor: Cursor, current: CurrentMessage): boolean {
  return cursor.seq === current.seq && equalBytes(cursor.chain, current.chain);
}
