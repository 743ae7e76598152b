// Whose children they are: all that an agent starts has its state folder in the environment, and so has all
// that those start. What has left its group, or outlives an agent that was killed, is found by that and ended. Each
// program that is started has a mark of its own as well, so that what it has started can be ended with it.

import { randomBytes } from "node:crypto";
import { endMarked } from "./marked-processes.ts";

const markName = "LONGREIN_AGENT";
const ownMarkName = "LONGREIN_STARTED";

/** A process is one agent, or none: in tests and in the demo nothing is marked. */
let mark: Readonly<Record<string, string>> = {};

export function markChildren(stateFolder: string): void {
  mark = { [markName]: stateFolder };
}

export interface ChildMark {
  /** To be among its variables. */
  readonly variables: Readonly<Record<string, string>>;
  /** Ends all that has it, in whatever group; settles when none is left or nothing more helps. */
  endAll(): Promise<number>;
}

export function markChild(): ChildMark {
  const own = randomBytes(16).toString("hex");
  return {
    variables: { ...mark, [ownMarkName]: own },
    endAll: () => endMarked(ownMarkName, own, [process.pid]),
  };
}

/** Only for who holds the lock of that folder: nobody else may have children who carry its name. */
export function endOrphans(stateFolder: string): Promise<number> {
  // We ourselves may have been started by one of them.
  return endMarked(markName, stateFolder, [process.pid]);
}
