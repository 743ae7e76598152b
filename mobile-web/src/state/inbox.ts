// The inbox: which runs there are and what they wait for. Fed by the inbox feed alone, so that the phone
// never believes an approval answered before the agent has said so.

import type { AgentEvent, ApprovalAsk, ApprovalOutcome, RunState } from "@longrein/protocol";
import { type Key, keyOf } from "./identifiers.ts";

export interface Run {
  readonly key: Key;
  readonly id: Uint8Array;
  readonly title: string;
  readonly driver: string;
  readonly workspace: string;
  readonly openedAt: number;
  readonly state: RunState;
  readonly reason: string | undefined;
  readonly changedAt: number;
}

export interface Resolution {
  readonly outcome: ApprovalOutcome;
  /** The device that decided; undefined when the machine or the clock did. */
  readonly device: Key | undefined;
  readonly reason: string | undefined;
  readonly at: number;
}

export interface Approval {
  readonly key: Key;
  readonly run: Key;
  readonly ask: ApprovalAsk;
  /** Undefined while it is pending. */
  readonly resolution: Resolution | undefined;
}

export interface Inbox {
  readonly runs: ReadonlyMap<Key, Run>;
  readonly approvals: ReadonlyMap<Key, Approval>;
}

export const emptyInbox: Inbox = { runs: new Map(), approvals: new Map() };

export function extendInbox(inbox: Inbox, event: AgentEvent): Inbox {
  switch (event.t) {
    case "run.opened":
      return withRun(inbox, {
        key: keyOf(event.run),
        id: event.run,
        title: event.title,
        driver: event.driver,
        workspace: event.workspace,
        openedAt: event.at,
        state: "starting",
        reason: undefined,
        changedAt: event.at,
      });
    case "run.state": {
      const run = inbox.runs.get(keyOf(event.run));
      if (run === undefined) return inbox;
      const { state, reason, at: changedAt } = event;
      return withRun(inbox, { ...run, state, reason, changedAt });
    }
    case "approval.asked": {
      const key = keyOf(event.ask.approval);
      // Asked again after a reconnect: the first one stands, with whatever became of it.
      if (inbox.approvals.has(key)) return inbox;
      const run = keyOf(event.ask.run);
      return withApproval(inbox, { key, run, ask: event.ask, resolution: undefined });
    }
    case "approval.resolved": {
      const approval = inbox.approvals.get(keyOf(event.approval));
      if (approval === undefined || approval.resolution !== undefined) return inbox;
      const { outcome, reason, at } = event;
      const device = event.device && keyOf(event.device);
      return withApproval(inbox, { ...approval, resolution: { outcome, device, reason, at } });
    }
    case "run.titled": {
      const run = inbox.runs.get(keyOf(event.run));
      return run === undefined ? inbox : withRun(inbox, { ...run, title: event.title });
    }
    default:
      return inbox; // the rest belongs to a run's feed
  }
}

function withRun(inbox: Inbox, run: Run): Inbox {
  return { ...inbox, runs: new Map(inbox.runs).set(run.key, run) };
}

function withApproval(inbox: Inbox, approval: Approval): Inbox {
  return { ...inbox, approvals: new Map(inbox.approvals).set(approval.key, approval) };
}
