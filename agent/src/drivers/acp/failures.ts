// What goes wrong with a coding agent, turned into what somebody can do about it.

import { fieldOf, numberOf, textOf } from "../../runs/loose-fields.ts";
import { LostTurn } from "../../runs/lost-turn.ts";
import { RpcFailure } from "./rpc.ts";

export class AcpFailure extends Error {
  override readonly name = "AcpFailure";
  /** What to do now. */
  readonly next: string;

  constructor(message: string, next: string) {
    super(message);
    this.next = next;
  }
}

export const again = "Give the prompt again.";
export const anew = `${again} It is started anew for it and goes on where it was, if it can.`;

/** `title` is the coding agent's. */
export function failureOf(cause: unknown, title: string): AcpFailure {
  if (cause instanceof AcpFailure) return cause;
  const message = cause instanceof Error ? cause.message : "no reason was given";
  const said = cause instanceof RpcFailure ? detailsOf(cause) : "";
  const text = [message, said].filter((part) => part !== "").join(": ");
  return new AcpFailure(`${title}: ${text}`, nextStep(cause, text, title));
}

/** It is gone in the middle of a prompt. */
export function lostTurn(cause: unknown, title: string): LostTurn {
  const { message } = failureOf(cause, title);
  return new LostTurn(message, `Look first at what is there. ${anew}`);
}

function nextStep(cause: unknown, text: string, title: string): string {
  const status = cause instanceof RpcFailure ? statusOf(cause.details) : undefined;
  const isAuth = cause instanceof RpcFailure && cause.isAboutLogin;
  if (
    isAuth ||
    status === 401 ||
    /\b(401|403|unauthorized|unauthenticated|api key)\b/i.test(text)
  ) {
    return `Log in at the desktop: start ${title} there once. Then give the prompt again.`;
  }
  if (status === 429 || /\b429\b|rate.?limit|quota|capacity/i.test(text)) {
    return "The model's limit is reached. Wait a while, or choose another model.";
  }
  if (/\b5\d\d\b|overloaded/i.test(text)) return "The model's server fails. Try again later.";
  return again;
}

function detailsOf({ details }: RpcFailure): string {
  const said = typeof details === "string" ? details : textOf(details, "details");
  return said ?? textOf(details, "message") ?? "";
}

function statusOf(details: unknown): number | undefined {
  return numberOf(details, "status") ?? numberOf(fieldOf(details, "error"), "code");
}
