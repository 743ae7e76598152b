// What stands behind a nameplate, the first four characters of a typed code: where the phone that typed it
// finds its agent. Pure. A nameplate is claimed once; who asks again with the same claim (its answer was
// lost on the way) gets the same answer, anybody else a refusal, and too many refusals end it.

import { offerLifetimeMs } from "@longrein/protocol/limits";

export interface Ticket {
  /** The session to dial and the row of its table to attach with, base64url. */
  readonly sessionId: string;
  readonly id: string;
  readonly capability: string;
}

export interface Nameplate {
  readonly ticket: Ticket;
  readonly expiresAt: number;
  /** The claim that was granted, empty until there was one. */
  readonly claimedBy: string;
  readonly refusals: number;
}

export type ClaimAnswer =
  | { readonly kind: "granted"; readonly ticket: Ticket }
  | { readonly kind: "used" }
  /** Never given out, expired, or ended by refusals: indistinguishable from outside. */
  | { readonly kind: "unknown" };

export const refusalsMax = 5;

/** Undefined if the nameplate is somebody's already. */
export function reserve(
  present: Nameplate | undefined,
  ticket: Ticket,
  now: number,
): Nameplate | undefined {
  if (present !== undefined && now < present.expiresAt) return undefined;
  return { ticket, expiresAt: now + offerLifetimeMs, claimedBy: "", refusals: 0 };
}

/** The answer, and what is left behind it: the same object if nothing changed. */
export function claim(
  present: Nameplate | undefined,
  by: string,
  now: number,
): { answer: ClaimAnswer; left: Nameplate | undefined } {
  if (present === undefined || now >= present.expiresAt) {
    return { answer: { kind: "unknown" }, left: undefined };
  }
  const { ticket, claimedBy, refusals } = present;
  if (claimedBy === by) return { answer: { kind: "granted", ticket }, left: present };
  if (claimedBy === "") {
    return { answer: { kind: "granted", ticket }, left: { ...present, claimedBy: by } };
  }
  const left = refusals + 1 < refusalsMax ? { ...present, refusals: refusals + 1 } : undefined;
  return { answer: { kind: "used" }, left };
}
