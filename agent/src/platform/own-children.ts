// Whose children they are: all that an agent starts has its state folder in the environment, and so has all
// that those start. What outlives the agent, since it was killed, is found by that at its next start and ended.

import { endMarked } from "./marked-processes.ts";

const markName = "LONGREIN_AGENT";

/** A process is one agent, or none: in tests and in the demo nothing is marked. */
let mark: Readonly<Record<string, string>> = {};

export function markChildren(stateFolder: string): void {
  mark = { [markName]: stateFolder };
}

/** To be among the variables of every child. */
export function markOfChildren(): Readonly<Record<string, string>> {
  return mark;
}

/** Only for who holds the lock of that folder: nobody else may have children who carry its name. */
export function endOrphans(stateFolder: string): Promise<number> {
  // We ourselves may have been started by one of them.
  return endMarked(markName, stateFolder, [process.pid]);
}
