// What Codex says when something fails, turned into what somebody can do about it.

import { fieldAt, fieldOf, numberOf, textOf } from "../../runs/loose-fields.ts";
import { LostTurn } from "../../runs/lost-turn.ts";

export class CodexFailure extends Error {
  override readonly name = "CodexFailure";
  readonly next: string;

  constructor(message: string, next: string) {
    super(message);
    this.next = next;
  }
}

const again = "Give the prompt again.";

/** `error` is Codex's own: a message, and what kind of failure it is. */
export function failureOf(error: unknown): CodexFailure {
  const message = textOf(error, "message") ?? "Codex gave no reason";
  return new CodexFailure(message, nextStep(error, message));
}

/** Codex itself is gone in the middle of a turn; `underWay` names what it had begun by then. */
export function lostTurn(why: string, underWay: readonly string[]): LostTurn {
  const anew = "Give the prompt again: Codex is started anew for it and goes on where it was.";
  if (underWay.length === 0) return new LostTurn(why, anew);
  const names = underWay.map((title) => JSON.stringify(title)).join(", ");
  const next = `Look first at what is there, since nobody has seen the end of ${names}. ${anew}`;
  return new LostTurn(why, next);
}

function nextStep(error: unknown, message: string): string {
  const kind = kindOf(fieldOf(error, "codexErrorInfo"));
  const status = statusOf(fieldOf(error, "codexErrorInfo")) ?? statusIn(message);
  if (kind === "unauthorized" || status === 401 || status === 403) {
    return "Log in at the desktop: codex login. Then give the prompt again.";
  }
  if (kind === "usageLimitExceeded" || kind === "rateLimitExceeded" || status === 429) {
    return "The model's limit is reached. Wait a while, or choose another model.";
  }
  if (kind === "contextWindowExceeded") return "Open a new run: this one no longer fits the model.";
  if (kind === "modelNotFound") return "Choose another model.";
  if (kind === "sandboxError") return "Look at the desktop whether Codex's sandbox works there.";
  if (status !== undefined && status >= 500) return "The model's server fails. Try again later.";
  if (kind?.startsWith("responseStream") === true) return `The model's answer broke off. ${again}`;
  return again;
}

/** A word, or an object with one name that holds more. */
function kindOf(info: unknown): string | undefined {
  if (typeof info === "string") return info;
  return typeof info === "object" && info !== null ? Object.keys(info)[0] : undefined;
}

function statusOf(info: unknown): number | undefined {
  const kind = kindOf(info);
  return kind === undefined ? undefined : numberOf(fieldAt(info, kind), "httpStatusCode");
}

function statusIn(message: string): number | undefined {
  const status = /\bstatus (\d{3})\b/.exec(message)?.[1];
  return status === undefined ? undefined : Number(status);
}
