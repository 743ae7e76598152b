// What a feed tells after a place, for whoever makes something of it here. What this version does not know of is
// passed over.

import { type AgentEvent, type Cursor, decodeEvent } from "@longrein/protocol";
import type { EventTable } from "./event-table.ts";

const eventsAtATime = 256;

/** Returns the place after the last. */
export function readOn(
  events: Pick<EventTable, "read">,
  from: Cursor,
  take: (event: AgentEvent) => void,
): Cursor {
  let cursor = from;
  for (;;) {
    const read = events.read(cursor, undefined, eventsAtATime).events;
    const last = read.at(-1);
    if (last === undefined) return cursor;
    for (const { body } of read) {
      const event = decodeEvent(body);
      if (event !== undefined) take(event);
    }
    cursor = { feed: from.feed, seq: last.seq, chain: last.chain };
  }
}
