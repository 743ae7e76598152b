// What the first screen lists and in which order. Rows keep their place while they are looked at: the order
// depends on when things were asked and opened, and on whether they have ended, on nothing that flickers.

import { type RunState, inboxFeed } from "@longrein/protocol";
import type { PhoneState } from "./app-state.ts";
import { receiptsMax, runsFollowedMax } from "./bounds.ts";
import { type Key, runFeed } from "./identifiers.ts";
import type { Approval, AskedQuestion, Run } from "./inbox.ts";
import type { RunRequest } from "./commands.ts";

/** Pending approvals, oldest first, then the latest that were answered here, or elsewhere as one looked on. */
export function approvalsInSight(state: PhoneState): readonly Approval[] {
  const all = [...state.inbox.approvals.values()];
  const answeredHere = all
    .filter(
      ({ key, resolution }) =>
        resolution !== undefined && (resolution.live || state.commands.answers.has(key)),
    )
    .toSorted((a, b) => a.ask.askedAt - b.ask.askedAt)
    .slice(-receiptsMax);
  const pending = all.filter(isPending).toSorted((a, b) => a.ask.askedAt - b.ask.askedAt);
  return [...pending, ...answeredHere];
}

export function isPending(asked: Approval | AskedQuestion): boolean {
  return asked.resolution === undefined;
}

/** Questions that wait for an answer, oldest first. */
export function openQuestions(state: PhoneState): readonly AskedQuestion[] {
  return [...state.inbox.questions.values()]
    .filter(isPending)
    .toSorted((a, b) => a.ask.askedAt - b.ask.askedAt);
}

/** Live runs first, latest first; then those that have ended. */
export function runsInOrder({ inbox }: Pick<PhoneState, "inbox">): readonly Run[] {
  const newestFirst = [...inbox.runs.values()].toSorted((a, b) => b.openedAt - a.openedAt);
  return [
    ...newestFirst.filter((run) => !hasEnded(run.state)),
    ...newestFirst.filter((run) => hasEnded(run.state)),
  ];
}

export function hasEnded(state: RunState): boolean {
  switch (state) {
    case "starting":
    case "working":
    case "waiting":
    case "stopping":
      return false;
    case "done":
    case "failed":
    case "stopped":
    case "indeterminate":
      return true;
  }
}

/** How runs are listed apart: what somebody should look at comes first. */
export const runGroups = ["waiting", "working", "earlier"] as const;
export type RunGroup = (typeof runGroups)[number];

export function groupOf(state: RunState): RunGroup {
  if (hasEnded(state)) return "earlier";
  return state === "waiting" ? state : "working";
}

/** Whether an empty list means that there is nothing. */
export function isKnown({ feeds }: PhoneState): boolean {
  return feeds.get(inboxFeed)?.current === true;
}

/** Runs asked for here that the inbox does not show yet, and those that came to nothing. */
export function openRequests(state: PhoneState): readonly RunRequest[] {
  return [...state.commands.requests.values()].filter(({ progress, run }) => {
    if (progress === "failed" || progress === "indeterminate") return true;
    return progress !== "done" && (run === undefined || !state.inbox.runs.has(run));
  });
}

/** The run on screen, then live ones, then those whose approvals were answered here: to show how it went. */
export function feedsToFollow(state: PhoneState, open: Key | undefined): readonly string[] {
  const live = runsInOrder(state)
    .filter((run) => !hasEnded(run.state))
    .map((run) => run.key);
  const answered = approvalsInSight(state).map((approval) => approval.run);
  const wanted = new Set([...(open === undefined ? [] : [open]), ...live, ...answered]);
  return [...wanted].slice(0, runsFollowedMax).map(runFeed);
}
