// Commands on their way: kept until the agent has settled them, sent again after every reconnect with the
// same id and the same bytes. At least once delivered; the agent carries each id out at most once.
// See docs/protocol.md, "Commands".

import { equalBytes } from "./bytes.ts";
import type { AgentMessage } from "./messages.ts";

type Outcome = Extract<AgentMessage, { t: "outcome" }>;

export type Progress =
  | { readonly kind: "queued" }
  | { readonly kind: "sent" }
  | { readonly kind: "accepted" }
  | { readonly kind: "settled"; readonly outcome: Outcome };

export interface OutboxEntry {
  readonly id: Uint8Array;
  /** The encoded message: what is sent again is byte for byte what was sent before. */
  readonly bytes: Uint8Array;
  readonly expiresAt: number;
  readonly progress: Progress;
}

export type Outbox = readonly OutboxEntry[];

export interface OutboxStep {
  readonly outbox: Outbox;
  /** In this order, on this link. */
  readonly send: readonly OutboxEntry[];
}

export function enqueue(
  outbox: Outbox,
  entry: Omit<OutboxEntry, "progress">,
  linkReady: boolean,
): OutboxStep {
  const added: OutboxEntry = { ...entry, progress: { kind: linkReady ? "sent" : "queued" } };
  return { outbox: [...outbox, added], send: linkReady ? [added] : [] };
}

/** A new session begins: nobody knows what of the old one arrived, so all that is open goes again. */
export function resend(outbox: Outbox, now: number): OutboxStep {
  const kept = outbox
    .filter((entry) => entry.progress.kind === "settled" || entry.expiresAt > now)
    .map((entry) => (isOpen(entry) ? withProgress(entry, { kind: "sent" }) : entry));
  return { outbox: kept, send: kept.filter(isOpen) };
}

/** The link broke: what was sent may not have arrived, and must not look as if it had. */
export function linkLost(outbox: Outbox): Outbox {
  return outbox.map((entry) =>
    entry.progress.kind === "sent" ? withProgress(entry, { kind: "queued" }) : entry,
  );
}

export function takeOutcome(outbox: Outbox, outcome: Outcome): Outbox {
  const progress: Progress =
    outcome.state === "accepted" || outcome.state === "running"
      ? { kind: "accepted" }
      : { kind: "settled", outcome };
  return outbox.map((entry) =>
    equalBytes(entry.id, outcome.id) && isOpen(entry) ? withProgress(entry, progress) : entry,
  );
}

/** What nobody waits for any more. */
export function dropSettled(outbox: Outbox): Outbox {
  return outbox.filter(isOpen);
}

/** What the agent would refuse by now, and what therefore must be asked about again. */
export function expired(outbox: Outbox, now: number): Outbox {
  return outbox.filter((entry) => isOpen(entry) && entry.expiresAt <= now);
}

function isOpen(entry: OutboxEntry): boolean {
  return entry.progress.kind !== "settled";
}

function withProgress(entry: OutboxEntry, progress: Progress): OutboxEntry {
  return { ...entry, progress };
}
