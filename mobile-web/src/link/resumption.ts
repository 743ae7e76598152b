// What becomes of each command that is still open when a new session begins. Pure.

import { freshForMs } from "./may-go-late.ts";

/** How far a command is known to have got. "sent" may also mean: nearly. */
export type Reach = "given" | "sent" | "accepted";

export interface OpenCommand {
  readonly givenAt: number;
  readonly expiresAt: number;
  readonly reach: Reach;
  /** It may be sent at any age. */
  readonly mayGoLate: boolean;
}

export type Resumption =
  | "send"
  /** It has to be asked about: it is older than a minute. */
  | "hold"
  /** The agent would not take it any more. */
  | "expire";

/** `now` is by the phone's clock, `agentNow` by the agent's. */
export function resumption(command: OpenCommand, now: number, agentNow: number): Resumption {
  // The agent has it: sent again, it is not done again, and its outcome is told.
  if (command.reach === "accepted") return "send";
  if (command.expiresAt <= agentNow) return "expire";
  const isFresh = now - command.givenAt <= freshForMs;
  return command.mayGoLate || isFresh ? "send" : "hold";
}
