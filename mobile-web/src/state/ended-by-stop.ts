// What the kill switch of a machine would end, as far as this phone knows.

import type { PhoneState } from "./app-state.ts";
import { hasEnded, isPending, openQuestions } from "./overview.ts";

export interface EndedByStop {
  readonly runs: number;
  readonly approvals: number;
  readonly questions: number;
}

export function endedByStop(state: PhoneState): EndedByStop {
  const { runs, approvals } = state.inbox;
  return {
    runs: [...runs.values()].filter((run) => !hasEnded(run.state)).length,
    approvals: [...approvals.values()].filter(isPending).length,
    questions: openQuestions(state).length,
  };
}
