// How often one phone may command: a bucket that time fills, and each command draws from. The last of it is
// kept for what ends things, so that a phone that has said too much can still be used to stop. Pure.

import type { Command } from "@longrein/protocol";

/** Counted in the time that fills it: whole milliseconds do not drift as shares of a command would. */
export interface Bucket {
  readonly milliseconds: number;
  readonly at: number;
}

export const commandsPerMinuteMax = 240;
/** What may come at once: far above what waits on a phone that was away. */
export const commandBurstMax = 60;
/** How many more that end something. */
export const endingBurstMax = 20;

const costMs = 60_000 / commandsPerMinuteMax;
const fullMs = (commandBurstMax + endingBurstMax) * costMs;

const ending: ReadonlySet<Command["t"]> = new Set(["run.stop", "approvals.deny", "grant.withdraw"]);

/** The bucket as it is afterwards, or how long it takes until there is enough in it. `now` is of a clock that never steps. */
export function drawCommand(
  bucket: Bucket | undefined,
  kind: Command["t"],
  now: number,
): Bucket | { readonly againInMs: number } {
  const filled = bucket === undefined ? fullMs : bucket.milliseconds + (now - bucket.at);
  const milliseconds = Math.min(fullMs, filled);
  // Nothing may stand in the way of the switch that ends everything.
  if (kind === "kill") return { milliseconds, at: now };
  const needed = costMs + (ending.has(kind) ? 0 : endingBurstMax * costMs);
  return milliseconds < needed
    ? { againInMs: needed - milliseconds }
    : { milliseconds: milliseconds - costMs, at: now };
}
