// Where a coding agent's question stands, from what the agent has said.

import type { OutcomeCode } from "@longrein/protocol";
import type { PhoneState } from "./app-state.ts";
import type { Fate, QuestionReply } from "./commands.ts";
import type { AskedQuestion } from "./inbox.ts";

export type QuestionStage =
  /** Open to an answer; `refused` says why an earlier one came to nothing. */
  | {
      readonly kind: "open";
      readonly refused: OutcomeCode | "unknown" | undefined;
      readonly againAt?: number | undefined;
    }
  /** Nobody answered in time; the agent has yet to say so. */
  | { readonly kind: "overdue" }
  | { readonly kind: "answering"; readonly progress: "queued" | "sent" | "accepted" }
  /** It has waited too long to be sent without being asked about. */
  | { readonly kind: "held"; readonly fate: Fate }
  | { readonly kind: "unclear" };

/** Of one that is pending. */
export function questionStage(
  state: PhoneState,
  question: AskedQuestion,
  now: number,
): QuestionStage {
  const reply = state.commands.replies.get(question.key);
  const stage = reply && stageOfReply(reply);
  if (stage !== undefined && stage.kind !== "open") return stage;
  if (questionMsLeft(state, question, now) <= 0) return { kind: "overdue" };
  return stage ?? { kind: "open", refused: undefined };
}

/** By the agent's clock. */
export function questionMsLeft(state: PhoneState, { ask }: AskedQuestion, now: number): number {
  return ask.notAfter - (now + (state.machine?.clockAheadMs ?? 0));
}

function stageOfReply(reply: QuestionReply): QuestionStage {
  const { progress, code, againAt, waiting } = reply;
  if (waiting?.for === "a-word") return { kind: "held", fate: reply };
  switch (progress) {
    case "queued":
    case "sent":
    case "accepted":
      return { kind: "answering", progress };
    case "running":
    case "done": // taken; the resolution itself follows in the inbox
      return { kind: "answering", progress: "accepted" };
    case "failed":
      return { kind: "open", refused: code ?? "unknown", againAt };
    case "indeterminate":
      return { kind: "unclear" };
  }
}
