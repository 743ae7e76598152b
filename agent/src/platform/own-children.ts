// Whose children they are: all that an agent starts has its state folder in the environment, and so has all
// that those start. What has left its group, or outlives an agent that was killed, is found by that and ended. Each
// program that is started has a mark of its own as well, so that what it has started can be ended with it.

import { randomBytes } from "node:crypto";
import { type EndedMarked, endMarked } from "./marked-processes.ts";

const markName = "LONGREIN_AGENT";
const ownMarkName = "LONGREIN_STARTED";
/** Nowhere else can it be seen whose a process is that has left its group. */
export const marksProcesses = process.platform === "linux";

/** A process is one agent, or none: in tests and in the demo nothing is marked. */
let mark: Readonly<Record<string, string>> = {};

export function markChildren(stateFolder: string): void {
  mark = { [markName]: stateFolder };
}

export interface ChildMark {
  /** To be among its variables. */
  readonly variables: Readonly<Record<string, string>>;
  /** Ends all that has it, in whatever group; settles when none is left or nothing more helps. */
  endAll(): Promise<unknown>;
}

export function markChild(): ChildMark {
  const own = randomBytes(16).toString("hex");
  return {
    variables: { ...mark, [ownMarkName]: own },
    endAll: () => endMarked(ownMarkName, own, [process.pid]),
  };
}

/**
 * All that an agent in this folder has started, whoever runs it now. Only for who holds the lock of that folder, as
 * nobody else may have children who carry its name; or for whoever wants an end of everything.
 */
export function endOrphans(stateFolder: string, endWithinMs?: number): Promise<EndedMarked> {
  // We ourselves may have been started by one of them.
  return endMarked(markName, stateFolder, [process.pid], endWithinMs);
}

/** Less than the two seconds in which the kill switch is to be over, with much to spare. */
const killAfterMs = 300;

/** False if some are left. */
export async function killOrphans(stateFolder: string): Promise<boolean> {
  return (await endOrphans(stateFolder, killAfterMs)).left === 0;
}
