// What goes wrong with Claude Code, and what somebody can do about it.

import { fieldOf, listOf, numberOf, textOf } from "../../runs/loose-fields.ts";

export class ClaudeFailure extends Error {
  override readonly name = "ClaudeFailure";
  readonly next: string;

  constructor(message: string, next: string) {
    super(message);
    this.next = next;
  }
}

export const again = "Give the prompt again.";
const logIn =
  "Log in at the machine: run claude there and type /login. Then give the prompt again.";

/** Undefined for a turn that ended as it should. */
export function failureIn(result: unknown): ClaudeFailure | undefined {
  if (fieldOf(result, "is_error") !== true) return undefined;
  const errors = listOf(result, "errors").filter((error) => typeof error === "string");
  const said = textOf(result, "result") ?? errors.join("; ");
  const message = said === "" ? "Claude Code gave no reason" : said;
  const status = numberOf(result, "api_error_status") ?? statusIn(message);
  return new ClaudeFailure(message, nextStep(status, message));
}

export function nextStep(status: number | undefined, message: string): string {
  if (status === 401 || status === 403 || /\/login|invalid api key|authenticat/i.test(message)) {
    return logIn;
  }
  if (status === 429 || /rate limit|usage limit|limit reached/i.test(message)) {
    return "The model's limit is reached. Wait a while, or choose another model.";
  }
  if (/prompt is too long|context/i.test(message)) {
    return "Open a new run: this one no longer fits the model.";
  }
  if (status === 404 || /model/i.test(message)) return `Choose another model. ${again}`;
  if (status !== undefined && status >= 500) {
    return "The model's server fails. Try again later.";
  }
  return again;
}

function statusIn(message: string): number | undefined {
  const status = /\b(?:API Error|status)[: ]+(\d{3})\b/i.exec(message)?.[1];
  return status === undefined ? undefined : Number(status);
}
