// The audit log in pages, asked for before those in front have come: so the way there and back is waited for once
// and not for each.

import type { QueryAnswer } from "@longrein/protocol";
import { jsonKeysMax } from "@longrein/protocol/limits";
import type { MachinePort } from "../../state/phone-port.ts";

/** Keys of one entry in an answer, and of the answer around them. */
const keysOfEntry = 5;
const keysOfAnswer = 4;
/** At most what one message may hold. */
export const pageEntries = Math.floor((jsonKeysMax - keysOfAnswer) / keysOfEntry);
/** An agent takes eight questions at once, and there may be others. */
export const pagesAheadMax = 6;

/** In order, up to the end of the log as it is when the last of them comes. Any other answer is the last. */
export async function* auditPages(
  port: Pick<MachinePort, "ask">,
  from: number,
  sizeAtLeast: number,
): AsyncGenerator<QueryAnswer | undefined> {
  let size = sizeAtLeast;
  let next = from;
  let asked = from;
  let ahead: Promise<QueryAnswer | undefined>[] = [];
  do {
    while (ahead.length === 0 || (ahead.length < pagesAheadMax && asked <= size)) {
      ahead.push(port.ask({ t: "audit.read", from: asked, count: pageEntries }));
      asked += pageEntries;
    }
    const page = await ahead.shift();
    yield page;
    if (page?.t !== "audit" || page.entries.length === 0) return;
    size = page.size;
    next += page.entries.length;
    // The log has grown, or the machine gives less at a time: the others begin at the wrong place.
    if (page.entries.length !== pageEntries) {
      ahead = [];
      asked = next;
    }
  } while (next <= size);
}
