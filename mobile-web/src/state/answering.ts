// Whether an answer was given that its agent has not settled: no moment to load the app anew.

import { isUnderWay } from "./commands.ts";
import type { Machines } from "./fleet-state.ts";

export function isAnsweringAny(machines: Machines): boolean {
  return [...machines.values()].some(({ commands: { answers, replies } }) =>
    [...answers.values(), ...replies.values()].some(isUnderWay),
  );
}
