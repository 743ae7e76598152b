// Which state of a run may follow which. A run that has ended stays ended.

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
  indeterminate: [],
};

export function mayBecome(from: RunState, to: RunState): boolean {
  return next[from].includes(to);
}

export function isUnderWay(state: RunState): boolean {
  return next[state].includes("indeterminate");
}
