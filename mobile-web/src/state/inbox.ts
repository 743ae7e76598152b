// The inbox: which runs there are and what they wait for. Fed by the inbox feed alone, so that the phone
// never believes an approval answered before the agent has said so.

import type {
  AgentEvent,
  ApprovalAsk,
  ApprovalOutcome,
  Question,
  RunState,
} from "@longrein/protocol";
import { type Key, keyOf } from "./identifiers.ts";

export interface Run {
  readonly key: Key;
  readonly id: Uint8Array;
  readonly title: string;
  readonly driver: string;
  readonly workspace: string;
  /** It goes on with what was begun at the desktop. */
  readonly desktop: boolean;
  readonly openedAt: number;
  readonly state: RunState;
  readonly reason: string | undefined;
  /** A restart has interrupted it while it waited: the prompt with which it can be let go on. */
  readonly goOn: string | undefined;
  readonly changedAt: number;
}

export interface Resolution {
  readonly outcome: ApprovalOutcome;
  /** The device that decided; undefined when the machine or the clock did. */
  readonly device: Key | undefined;
  /** What that device is called. */
  readonly name: string | undefined;
  readonly reason: string | undefined;
  readonly at: number;
  /** It happened before this phone's eyes, and was not told of later. */
  readonly live: boolean;
}

export interface Approval {
  readonly key: Key;
  readonly run: Key;
  readonly ask: ApprovalAsk;
  /** Undefined while it is pending. */
  readonly resolution: Resolution | undefined;
}

type QuestionOutcome = Extract<AgentEvent, { t: "question.resolved" }>["outcome"];

export interface AskedQuestion {
  readonly key: Key;
  readonly run: Key;
  readonly ask: Question;
  /** Undefined while it is pending. By whom, its run's transcript says. */
  readonly resolution: QuestionOutcome | undefined;
}

export interface Inbox {
  readonly runs: ReadonlyMap<Key, Run>;
  readonly approvals: ReadonlyMap<Key, Approval>;
  readonly questions: ReadonlyMap<Key, AskedQuestion>;
}

export const emptyInbox: Inbox = { runs: new Map(), approvals: new Map(), questions: new Map() };

/** `live`: it happens now, and is not told of what happened before. */
export function extendInbox(inbox: Inbox, event: AgentEvent, live = false): Inbox {
  switch (event.t) {
    case "run.opened":
      return withRun(inbox, {
        key: keyOf(event.run),
        id: event.run,
        title: event.title,
        driver: event.driver,
        workspace: event.workspace,
        desktop: event.desktop === true,
        openedAt: event.at,
        state: "starting",
        reason: undefined,
        goOn: undefined,
        changedAt: event.at,
      });
    case "run.state": {
      const run = inbox.runs.get(keyOf(event.run));
      if (run === undefined) return inbox;
      const { state, reason, goOn, at: changedAt } = event;
      return withRun(inbox, { ...run, state, reason, goOn, changedAt });
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
      const { outcome, name, reason, at } = event;
      const device = event.device && keyOf(event.device);
      const resolution = { outcome, device, name, reason, at, live };
      return withApproval(inbox, { ...approval, resolution });
    }
    case "run.titled": {
      const run = inbox.runs.get(keyOf(event.run));
      return run === undefined ? inbox : withRun(inbox, { ...run, title: event.title });
    }
    case "question.asked": {
      const key = keyOf(event.ask.question);
      if (inbox.questions.has(key)) return inbox;
      const run = keyOf(event.ask.run);
      return withQuestion(inbox, { key, run, ask: event.ask, resolution: undefined });
    }
    case "question.resolved": {
      const question = inbox.questions.get(keyOf(event.question));
      if (question === undefined || question.resolution !== undefined) return inbox;
      return withQuestion(inbox, { ...question, resolution: event.outcome });
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

function withQuestion(inbox: Inbox, question: AskedQuestion): Inbox {
  return { ...inbox, questions: new Map(inbox.questions).set(question.key, question) };
}
