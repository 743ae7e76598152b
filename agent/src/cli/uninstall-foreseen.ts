// What `longrein uninstall` would come to, looked up and not done: the agent and the runs that it would end, the branches
// that runs' work would be on, and what would stop it.

import { isRunning } from "../control/control-client.ts";
import { lockName, takeLock } from "../platform/instance-lock.ts";
import { isThere } from "../platform/remove-own.ts";
import { UserFailure } from "../platform/user-failure.ts";
import type { RunLine } from "../control/verbs.ts";
import { askAgent, ownSocket } from "./ask-agent.ts";
import { type ForeseenWork, foreseeWork, lockedFolders, stillRuns } from "./uninstall-parts.ts";

const underWay = new Set(["starting", "working", "waiting", "stopping"]);

export interface Foreseen extends ForeseenWork {
  /** The agent that runs, with its runs that have not ended. */
  readonly ends?: { readonly pid: number; readonly runs: readonly RunLine[] };
}

export async function foresee(stateFolder: string, log: string | undefined): Promise<Foreseen> {
  const runs = isThere(stateFolder) && (await isRunning(ownSocket()));
  const held = runs ? [] : whatHolds(stateFolder);
  const unexported = log !== undefined && !runs ? [nobodyExports()] : [];
  const { work, stops } = await foreseeWork(stateFolder);
  return {
    ...(runs && { ends: await whatEnds() }),
    work,
    stops: [...held, ...unexported, ...stops],
  };
}

async function whatEnds() {
  const [{ pid }, { runs }] = await Promise.all([
    askAgent({ t: "status" }),
    askAgent({ t: "runs.list" }),
  ]);
  return { pid, runs: runs.filter(({ state }) => underWay.has(state)) };
}

/** The agent itself would be ended first; what holds a folder without answering would not. */
function whatHolds(stateFolder: string): UserFailure[] {
  const isHeld = (folder: string) => {
    // To try it would make one.
    if (!isThere(`${folder}/${lockName}`)) return false;
    const lock = takeLock(folder);
    lock?.release();
    return lock === undefined;
  };
  return lockedFolders(stateFolder).filter(isHeld).map(stillRuns);
}

function nobodyExports(): UserFailure {
  return new UserFailure("not-running", "longrein is not running", "longrein start");
}
