// Waits until a relay that was just deployed answers as it should: its name has to reach DNS, its certificate and its
// code every place of Cloudflare's, which takes seconds, and minutes for an account's first.

import { setTimeout as pause } from "node:timers/promises";
import { UserFailure } from "../platform/user-failure.ts";
import { type Ask, amiss, lookAtRelay } from "./look-at-relay.ts";
import { stopped } from "./wrangler.ts";

export interface Patience {
  readonly withinMs: number;
  readonly everyMs: number;
}

/** Not oftener: the relay lets each address ask ten times a minute whether it is let in. */
export const usualPatience: Patience = { withinMs: 5 * 60_000, everyMs: 7_000 };

export interface Served {
  readonly url: string;
  readonly build: string;
  readonly secret: string;
}

export async function untilServed(
  { url, build, secret }: Served,
  { ask, patience, signal, say }: Waiting,
): Promise<void> {
  const end = performance.now() + patience.withinMs;
  let last = "";
  for (;;) {
    const why = amiss(await lookAtRelay(url, secret, ask), build);
    if (why === undefined) return;
    if (why !== last) say(`not yet: ${why}`);
    last = why;
    if (performance.now() + patience.everyMs > end) throw unserved(url, why, patience);
    await pause(patience.everyMs, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) throw stopped();
  }
}

export interface Waiting {
  readonly ask: Ask;
  readonly patience: Patience;
  readonly signal: AbortSignal;
  say(text: string): void;
}

function unserved(url: string, why: string, { withinMs }: Patience): UserFailure {
  const minutes = Math.ceil(withinMs / 60_000);
  return new UserFailure(
    "failed",
    `it is uploaded, but ${url} does not answer as it should after ${minutes} minutes: ${why}`,
    "a name that is new may need longer: longrein relay deploy goes on from here",
  );
}
