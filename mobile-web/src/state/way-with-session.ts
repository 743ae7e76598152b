// What can be done here with a session that a coding agent remembers at its machine.

import type { AgentMessage } from "@longrein/protocol";
import type { Inbox } from "./inbox.ts";
import { type Key, keyOf } from "./identifiers.ts";

export type PastSession = Extract<AgentMessage, { t: "sessions" }>["sessions"][number];

export interface SessionPlace {
  readonly workspace: string;
  /** The coding agent that remembers it. */
  readonly driver: string;
}

export type WayWithSession =
  /** It is a run already, that can be watched and spoken to. */
  | { readonly kind: "run"; readonly run: Key }
  /** Whoever has it open at the machine sees what is said here. */
  | { readonly kind: "join" }
  /** It is open at the machine, and only one can go on with it. */
  | { readonly kind: "copy" }
  | { readonly kind: "goOn" };

export function wayWith(
  { open, joinable, run }: PastSession,
  { runs }: Pick<Inbox, "runs">,
): WayWithSession {
  const key = run && keyOf(run);
  if (key !== undefined && runs.has(key)) return { kind: "run", run: key };
  if (!open) return { kind: "goOn" };
  return { kind: joinable ? "join" : "copy" };
}
