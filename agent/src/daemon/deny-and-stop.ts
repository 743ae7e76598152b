// Denies all that is asked, of one run or of all, and stops what asked: the same from a phone and at the machine.

import type { Rights } from "@longrein/protocol";
import { authorise } from "../policy/authorise.ts";
import type { ApprovalKeeper } from "./approval-keeper.ts";
import type { RunKeeper } from "./run-keeper.ts";
import type { Who } from "./who.ts";

export interface DeniedAndStopped {
  /** These were told to stop. */
  readonly runs: readonly Uint8Array[];
  readonly end: "done" | "unconfirmed" | "NOT_FOUND";
}

/** Where a run asks nothing, this would be a stop, and nothing else, by whoever may not say one. */
export function mayDenyAndStop(approvals: ApprovalKeeper, rights: Rights, run?: Uint8Array) {
  return run === undefined || approvals.isAsked(run) || authorise(rights, { t: "run.stop" });
}

/** Resolves when they have really ended, or nothing can confirm it. */
export async function denyAndStop(
  approvals: ApprovalKeeper,
  runs: RunKeeper,
  who: Who,
  run?: Uint8Array,
): Promise<DeniedAndStopped> {
  const asked = approvals.denyAll(who, run);
  const stopping = run === undefined ? asked : [run];
  const results = await Promise.all(stopping.map((each) => runs.stop(each)));
  if (run !== undefined && results.includes("NOT_FOUND")) return { runs: [], end: "NOT_FOUND" };
  return { runs: stopping, end: results.includes("unconfirmed") ? "unconfirmed" : "done" };
}
