// Which state of a run may follow which. What has ended is gone on with only by a further prompt.

import type { RunState } from "@longrein/protocol";

const next: Readonly<Record<RunState, readonly RunState[]>> = {
  starting: ["working", "stopping", "failed", "indeterminate"],
  working: ["waiting", "done", "failed", "stopping", "indeterminate"],
  waiting: ["working", "done", "failed", "stopping", "indeterminate"],
  stopping: ["stopped", "indeterminate"],
  // A finished turn may be followed by another prompt.
  done: ["working"],
  failed: ["working"],
  stopped: ["working"],
  // Nobody knows how far it came; who prompts it again has seen that.
  indeterminate: ["working"],
};

export function mayBecome(from: RunState, to: RunState): boolean {
  return next[from].includes(to);
}

export function isUnderWay(state: RunState): boolean {
  return next[state].includes("indeterminate");
}
