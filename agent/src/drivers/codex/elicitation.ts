// What a server of tools (MCP) wants to know in the course of a turn: a form becomes a question, and all else
// gets a no. An approval in the shape of a form is no question: those are signed or not given.

import type { DriverRun } from "../../runs/driver.ts";
import { fieldOf, textOf } from "../../runs/loose-fields.ts";
import { type Form, readForm } from "../../runs/question-form.ts";

export interface ElicitationAnswer {
  readonly action: "accept" | "decline";
  readonly content: Readonly<Record<string, unknown>> | null;
  readonly _meta: null;
}

export const declinedElicitation: ElicitationAnswer = {
  action: "decline",
  content: null,
  _meta: null,
};

/** Undefined for what nobody here can be asked. */
export function formOf(params: unknown): Form | undefined {
  const meta = fieldOf(params, "_meta");
  const isApproval = fieldOf(meta, "codex_approval_kind") !== undefined;
  return isApproval ? undefined : readForm(params);
}

export async function answerForm(
  run: DriverRun,
  form: Form,
  params: unknown,
  signal: AbortSignal,
): Promise<ElicitationAnswer> {
  const answer = await run.question(form.parts, textOf(params, "serverName"), signal);
  if (answer === undefined || answer.declined) return declinedElicitation;
  const content = form.fill(answer);
  return form.isComplete(content)
    ? { action: "accept", content, _meta: null }
    : declinedElicitation;
}
