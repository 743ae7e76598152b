// Adding a phone: one offer at a time, used up by the first phone that proves it has seen it, confirmed
// by the code that this phone shows and somebody types here. See docs/protocol.md, "Pairing".
//
//   none ─open→ offered ─claim→ claimed ─enrol→ waiting ─right code→ (device added) none
//                  └─expired─┐     └─gone─┐        └─wrong code, timeout, gone, cancelled─→ none
//
// Whatever happens after a claim, the offer is spent: a second phone can never use it. Until its time is
// over, one that tries is still answered, so that it can be told so instead of guessing.

import {
  type Admission,
  type Established,
  type Header,
  type Primitives,
  type Rights,
  type SignatureVerifier,
  ascii,
  authBytes,
  checkCode,
  encodeHeader,
  equalBytes,
  offerCapability,
  offerId,
  pairingPsk,
} from "@longrein/protocol";
import {
  confirmWithinMs,
  offerLifetimeMs,
  pairingFailuresPerMinuteMax,
} from "@longrein/protocol/limits";
import type { LinkClock } from "../link/relay-link.ts";

export interface Offer {
  readonly secret: Uint8Array;
  readonly expiresAt: number;
}

/** A phone that proved itself and waits for its code to be typed. */
export interface Applicant {
  readonly name: string;
  readonly identity: Uint8Array;
  readonly noiseKey: Uint8Array;
}

export type Refusal = "wrong-code" | "timeout" | "cancelled" | "used";

/** "used": another phone was first, and this one may be told so. */
export type Claim = "claimed" | "used" | "none";

export interface ApplicantEvents {
  confirmed(): void;
  refused(reason: Refusal): void;
}

export type PairingNews =
  | { readonly kind: "waiting"; readonly name: string; readonly seconds: number }
  | { readonly kind: "paired"; readonly name: string }
  | { readonly kind: "failed"; readonly reason: PairingFailure };

/** "guessed": the typed code was wrong too often. */
export type PairingFailure = Refusal | "gone" | "expired" | "guessed";

export interface PairingOptions {
  readonly primitives: Primitives & SignatureVerifier;
  readonly sessionId: Uint8Array;
  readonly clock: LinkClock;
  /** Called in the moment of success; the device exists from then on. */
  confirmed(applicant: Applicant, rights: Rights): void;
  /** The offer is nobody's any more. */
  offerEnded?(): void;
  /** The table of who may attach has changed. */
  admissionsChanged(): void;
  news(news: PairingNews): void;
}

interface Live {
  readonly offer: Offer;
  readonly rights: Rights;
  readonly id: Uint8Array;
  readonly psk: Uint8Array;
  readonly capability: Uint8Array;
  triesSince: number;
  tries: number;
}

type Phase =
  | { readonly kind: "none" }
  | { readonly kind: "offered"; readonly live: Live }
  | { readonly kind: "claimed"; readonly established: Established; readonly rights: Rights }
  | {
      readonly kind: "waiting";
      readonly established: Established;
      readonly rights: Rights;
      readonly applicant: Applicant;
      readonly code: string;
      readonly events: ApplicantEvents;
    };

export class PairingDesk {
  readonly #options: PairingOptions;
  #phase: Phase = { kind: "none" };
  /** Claimed, with time left. */
  #spent: Live | undefined;
  #cancelTimer: () => void = () => undefined;

  constructor(options: PairingOptions) {
    this.#options = options;
  }

  /** Replaces whatever offer there was. The rights are what the phone will have. */
  open(rights: Rights = { role: "viewer" }): Offer {
    this.cancel();
    this.#spent = undefined;
    const { primitives, clock } = this.#options;
    const secret = primitives.randomBytes(32);
    const offer = { secret, expiresAt: clock.now() + offerLifetimeMs };
    const live: Live = {
      offer,
      rights,
      id: offerId(primitives, secret),
      psk: pairingPsk(primitives, secret),
      capability: offerCapability(primitives, secret),
      triesSince: clock.now(),
      tries: 0,
    };
    this.#enter({ kind: "offered", live }, offerLifetimeMs, "expired");
    return offer;
  }

  cancel(): void {
    if (this.#phase.kind === "waiting") this.#phase.events.refused("cancelled");
    this.#leave();
  }

  /** The row that lets a phone with the offer attach at the relay, even if only to hear that it is used. */
  admission(): Admission | undefined {
    const live = this.#live() ?? this.#inTime(this.#spent);
    if (live === undefined) return undefined;
    const { primitives, clock } = this.#options;
    const seconds = Math.max(1, Math.ceil((live.offer.expiresAt - clock.now()) / 1_000));
    return { id: live.id, capabilityHash: primitives.sha256(live.capability), seconds };
  }

  secretFor(header: Header): Uint8Array | undefined {
    const live = this.#live() ?? this.#inTime(this.#spent);
    if (live === undefined || !equalBytes(live.id, header.id)) return undefined;
    return this.#mayTry(live) ? live.psk : undefined;
  }

  /** At the first third message that authenticates: from here on the offer is nobody else's. */
  claim(established: Established): Claim {
    const { id } = established.header;
    const live = this.#live();
    if (live !== undefined && equalBytes(live.id, id)) {
      this.#spent = live;
      const { rights } = live;
      this.#enter({ kind: "claimed", established, rights }, confirmWithinMs, "timeout");
      this.#options.offerEnded?.();
      return "claimed";
    }
    const spent = this.#inTime(this.#spent);
    return spent !== undefined && equalBytes(spent.id, id) ? "used" : "none";
  }

  /** False if the signature does not belong to this very handshake. */
  enrol(
    established: Established,
    request: {
      readonly identity: Uint8Array;
      readonly name: string;
      readonly signature: Uint8Array;
    },
    events: ApplicantEvents,
  ): boolean {
    if (this.#phase.kind !== "claimed" || this.#phase.established !== established) return false;
    const { rights } = this.#phase;
    const { primitives, sessionId, news } = this.#options;
    const { handshakeHash, header, remoteStatic } = established;
    const signed = authBytes(handshakeHash, encodeHeader(header), sessionId);
    if (!primitives.ed25519Verify(request.identity, signed, request.signature)) {
      this.#fail("gone");
      return false;
    }
    const applicant = { name: request.name, identity: request.identity, noiseKey: remoteStatic };
    const code = checkCode(primitives, handshakeHash);
    this.#enter(
      { kind: "waiting", established, rights, applicant, code, events },
      confirmWithinMs,
      "timeout",
    );
    news({ kind: "waiting", name: request.name, seconds: confirmWithinMs / 1_000 });
    return true;
  }

  /** One try: a wrong code ends the pairing, as a guess by somebody else would. */
  confirm(typed: string): void {
    const phase = this.#phase;
    // Nothing typed is no try: Enter is pressed easily.
    if (phase.kind !== "waiting" || digits(typed).length === 0) return;
    if (!equalBytes(digits(typed), digits(phase.code))) return this.#fail("wrong-code");
    this.#leave();
    this.#options.confirmed(phase.applicant, phase.rights);
    phase.events.confirmed();
    this.#options.news({ kind: "paired", name: phase.applicant.name });
  }

  /** The phone has left before it was confirmed. */
  gone(established: Established): void {
    const phase = this.#phase;
    if (phase.kind !== "claimed" && phase.kind !== "waiting") return;
    if (phase.established === established) this.#fail("gone");
  }

  /** The typed code that carries the offer was wrong too often: somebody guesses. */
  guessed(): void {
    if (this.#phase.kind === "offered") this.#fail("guessed");
  }

  #live(): Live | undefined {
    return this.#phase.kind === "offered" ? this.#inTime(this.#phase.live) : undefined;
  }

  #inTime(live: Live | undefined): Live | undefined {
    if (live === undefined) return undefined;
    // The timer may be late after sleep; the clock is not.
    return this.#options.clock.now() < live.offer.expiresAt ? live : undefined;
  }

  #mayTry(live: Live): boolean {
    const now = this.#options.clock.now();
    // By how much, whichever way, since clocks are set back, too.
    if (Math.abs(now - live.triesSince) >= 60_000) {
      live.triesSince = now;
      live.tries = 0;
    }
    return ++live.tries <= pairingFailuresPerMinuteMax;
  }

  #enter(phase: Phase, withinMs: number, otherwise: "expired" | "timeout"): void {
    this.#cancelTimer();
    this.#phase = phase;
    this.#cancelTimer = this.#options.clock.after(withinMs, () => this.#fail(otherwise));
    this.#options.admissionsChanged();
  }

  #fail(reason: PairingFailure): void {
    const phase = this.#phase;
    this.#leave();
    if (phase.kind === "waiting" && isRefusal(reason)) phase.events.refused(reason);
    this.#options.news({ kind: "failed", reason });
  }

  #leave(): void {
    this.#cancelTimer();
    const { kind } = this.#phase;
    if (kind === "none") return;
    this.#phase = { kind: "none" };
    if (kind === "offered") this.#options.offerEnded?.();
    this.#options.admissionsChanged();
  }
}

/** What a phone is told. */
function isRefusal(reason: PairingFailure): reason is Refusal {
  return reason !== "gone" && reason !== "expired" && reason !== "guessed";
}

/** What people type around four digits is not held against them. */
function digits(text: string): Uint8Array {
  return ascii(text.replaceAll(/[^0-9]/g, ""));
}
