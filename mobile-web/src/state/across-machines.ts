// What all machines together have for the first screen, in one order: times are compared by the phone's clock,
// since each machine tells them by its own.

import type { PhoneState } from "./app-state.ts";
import { receiptsMax } from "./bounds.ts";
import type { RunRequest } from "./commands.ts";
import type { Machines } from "./fleet-state.ts";
import type { Key } from "./identifiers.ts";
import type { Approval, AskedQuestion, Run } from "./inbox.ts";
import { approvalsInSight, isKnown, isPending, openQuestions, openRequests } from "./overview.ts";

/** Something of a machine, and when it was, by the phone's clock. */
export interface OfMachine<T> {
  readonly machine: Key;
  readonly it: T;
  readonly at: number;
}

/** Pending approvals, those first that expire first, then the latest of those that were answered. */
export function approvalsOfAll(machines: Machines): readonly OfMachine<Approval>[] {
  const all = collect(machines, approvalsInSight, ({ ask }, ahead) => ask.notAfter - ahead);
  return [
    ...all.filter(({ it }) => isPending(it)),
    ...all.filter(({ it }) => !isPending(it)).slice(-receiptsMax),
  ];
}

export function questionsOfAll(machines: Machines): readonly OfMachine<AskedQuestion>[] {
  return collect(machines, openQuestions, ({ ask }, ahead) => ask.askedAt - ahead);
}

/** Latest first. */
export function runsOfAll(machines: Machines): readonly OfMachine<Run>[] {
  return collect(
    machines,
    ({ inbox }) => [...inbox.runs.values()],
    ({ openedAt }, ahead) => openedAt - ahead,
  ).toReversed();
}

export function requestsOfAll(machines: Machines): readonly OfMachine<RunRequest>[] {
  return collect(machines, openRequests, ({ at }) => at);
}

/** What waits for an answer; undefined while no machine has said what does. */
export function waitingInAll(machines: Machines): number | undefined {
  if (![...machines.values()].some(isKnown)) return undefined;
  const pending = approvalsOfAll(machines).filter(({ it }) => isPending(it));
  return pending.length + questionsOfAll(machines).length;
}

/** Oldest first. A machine whose link has ended for good has nothing more to say. */
function collect<T>(
  machines: Machines,
  from: (state: PhoneState) => readonly T[],
  time: (it: T, clockAheadMs: number) => number,
): readonly OfMachine<T>[] {
  return [...machines]
    .filter(([, { link }]) => link.kind !== "ended")
    .flatMap(([machine, state]) => {
      const ahead = state.machine?.clockAheadMs ?? 0;
      return from(state).map((it) => ({ machine, it, at: time(it, ahead) }));
    })
    .toSorted((a, b) => a.at - b.at);
}
