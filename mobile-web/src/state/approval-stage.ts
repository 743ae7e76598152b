// Where an approval stands, from what the agent has said. Never optimistic: an answer is sent when it left,
// accepted when the agent resolved it so, carried out when the tool it was for reported its end.

import type { ApprovalOutcome, Decision, OutcomeCode } from "@longrein/protocol";
import type { PhoneState } from "./app-state.ts";
import { type Answer, type Fate, isUnderWay } from "./commands.ts";
import type { Key } from "./identifiers.ts";
import type { Approval } from "./inbox.ts";
import { memberAt } from "./sequence.ts";
import type { ToolResult } from "./transcript-item.ts";

export type ApprovalStage =
  /** Open to an answer; `refused` says why an earlier one came to nothing. */
  | {
      readonly kind: "open";
      readonly refused: OutcomeCode | "unknown" | undefined;
      readonly againAt?: number | undefined;
    }
  /** Nobody answered in time; the agent has yet to say so. */
  | { readonly kind: "overdue" }
  | {
      readonly kind: "answering";
      readonly decision: Decision;
      readonly progress: "queued" | "sent" | "accepted";
      readonly at: number;
    }
  /** It has waited too long to be sent without being asked about. */
  | { readonly kind: "held"; readonly decision: Decision; readonly fate: Fate }
  /** The agent lost track of what the answer did: never shown as either. */
  | { readonly kind: "unclear"; readonly decision: Decision }
  | {
      readonly kind: "resolved";
      readonly outcome: ApprovalOutcome;
      readonly by: Decider;
      /** What the phone that decided is called, if one did. */
      readonly name: string | undefined;
      readonly reason: string | undefined;
      readonly at: number;
      readonly execution: Execution;
    };

export type Decider = "this-phone" | "other-device" | "machine";

export type Execution =
  /** Nothing is carried out, or nothing is known of it yet. */
  | { readonly kind: "none" }
  | { readonly kind: "running" }
  | { readonly kind: "ended"; readonly result: ToolResult };

export function approvalStage(state: PhoneState, approval: Approval, now: number): ApprovalStage {
  const { resolution } = approval;
  if (resolution !== undefined) {
    const { outcome, reason, at, name } = resolution;
    const by = deciderOf(state, resolution);
    const execution =
      outcome === "approved" ? executionOf(state, approval) : { kind: "none" as const };
    return { kind: "resolved", outcome, by, name, reason, at, execution };
  }
  const answer = answerTo(state, approval);
  const stage = answer && stageOfAnswer(answer);
  if (stage !== undefined && stage.kind !== "open") return stage;
  if (msLeft(state, approval, now) <= 0) return { kind: "overdue" };
  return stage ?? { kind: "open", refused: undefined };
}

export function deciderOf(
  { machine }: Pick<PhoneState, "machine">,
  { device }: { readonly device: Key | undefined },
): Decider {
  if (device === undefined) return "machine";
  return device === machine?.device ? "this-phone" : "other-device";
}

/** Until the approval expires, by the agent's clock. */
export function msLeft(state: PhoneState, approval: Approval, now: number): number {
  return approval.ask.notAfter - (now + (state.machine?.clockAheadMs ?? 0));
}

/** Denying all that its run asks answers it, too. */
function answerTo({ commands }: PhoneState, { key, run }: Approval): Answer | undefined {
  const denial = commands.denials.get(run);
  if (denial !== undefined && isUnderWay(denial)) return { ...denial, decision: "deny" };
  return commands.answers.get(key);
}

function stageOfAnswer(answer: Answer): ApprovalStage {
  const { decision, progress, code, againAt, at } = answer;
  if (answer.waiting?.for === "a-word") return { kind: "held", decision, fate: answer };
  switch (progress) {
    case "queued":
    case "sent":
    case "accepted":
      return { kind: "answering", decision, progress, at };
    case "running":
    case "done": // taken; the resolution itself follows in the inbox
      return { kind: "answering", decision, progress: "accepted", at };
    case "failed":
      return { kind: "open", refused: code ?? "unknown", againAt };
    case "indeterminate":
      return { kind: "unclear", decision };
  }
}

function executionOf(state: PhoneState, { run, key }: Approval): Execution {
  const transcript = state.transcripts.get(run);
  const place = transcript?.askedBy.get(key) ?? -1;
  const tool = transcript && memberAt(transcript.items, place);
  if (tool?.kind !== "tool") return { kind: "none" };
  return tool.result ? { kind: "ended", result: tool.result } : { kind: "running" };
}
