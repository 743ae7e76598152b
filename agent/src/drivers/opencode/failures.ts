// What OpenCode says when something fails, turned into what somebody can do about it.

import { fieldAt, fieldOf, numberOf, textOf } from "../../runs/loose-fields.ts";
import { LostTurn } from "../../runs/lost-turn.ts";

export class OpenCodeFailure extends Error {
  override readonly name = "OpenCodeFailure";
  /** What to do now. */
  readonly next: string;

  constructor(message: string, next: string) {
    super(message);
    this.next = next;
  }
}

/** Nobody knows whether it was heard. */
export class NotAnswered extends OpenCodeFailure {}

export const again = "Give the prompt again.";
export const anew = `${again} OpenCode is started anew for it and goes on where it was.`;
export const logIn = "Log in at the desktop: opencode auth login. Then give the prompt again.";
export const install = "Install it at the desktop: npm install -g opencode-ai";

/** `error` is OpenCode's own: a name, and data that differ with the name. */
export function failureOf(error: unknown): OpenCodeFailure {
  const message = textOf(fieldOf(error, "data"), "message") ?? textOf(error, "message");
  const [line = ""] = (message ?? "OpenCode gave no reason").split("\n");
  return new OpenCodeFailure(line, nextStep(error, line));
}

function nextStep(error: unknown, message: string): string {
  const status = numberOf(fieldAt(error, "data"), "statusCode");
  switch (textOf(error, "name")) {
    case "ProviderAuthError":
      return logIn;
    case "ContextOverflowError":
      return "Open a new run: this one no longer fits the model.";
    case "MessageOutputLengthError":
      return "The answer was too long for the model. Ask for less at once.";
    default:
      break;
  }
  if (status === 401 || status === 403) return logIn;
  if (status === 429) return "The model's limit is reached. Wait a while, or choose another model.";
  if (status !== undefined && status >= 500) return "The model's server fails. Try again later.";
  if (/model not found/i.test(message)) return "Choose another model.";
  return again;
}

/** OpenCode is gone in the middle of a turn. */
export function lostTurn(why: string): LostTurn {
  return new LostTurn(why, `Look first at what is there. ${anew}`);
}

/** After it has tried again several times by itself. */
export function gaveUp(message: string): OpenCodeFailure {
  const next =
    "The model's server does not answer as it should. Try again later, or choose another.";
  return new OpenCodeFailure(message, next);
}
