// Which runs this phone has shown, and as of when: one that has gone on since is marked in the list.

import type { Key } from "./identifiers.ts";
import type { Run } from "./inbox.ts";

/** Times are those of the agent's clock. */
export interface SeenRuns {
  /** What had happened by then is no news: the machine's first greeting, unless the phone knows of later. */
  readonly since?: number;
  /** When each run had last gone on, as it was shown. */
  readonly runs: ReadonlyMap<Key, number>;
}

export function isUnread({ since = Infinity, runs }: SeenRuns, { key, changedAt }: Run): boolean {
  return changedAt > (runs.get(key) ?? since);
}
