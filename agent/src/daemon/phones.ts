// Every attached phone, by the relay's channel number: makes a connection for each, decides from the mode
// of its handshake whether it is pairing or in a session, and ends those that lost their right to be here.

import {
  type Channel,
  type ChannelFrame,
  type CloseReason,
  type Established,
  type FrameType,
  type Header,
  type KeyPair,
  type Primitives,
  type SignatureVerifier,
  equalBytes,
} from "@longrein/protocol";
import {
  handshakesPerMinuteMax,
  phonesPerSessionMax,
  readyWithinMs,
} from "@longrein/protocol/limits";
import { PhoneConnection, type PhoneMessages } from "../link/phone-connection.ts";
import type { LinkClock, PhoneEvents } from "../link/relay-link.ts";
import type { PairingDesk } from "../pairing/pairing-desk.ts";
import { type Enrolled, EnrollingPhone } from "./enrolling-phone.ts";
import { type SessionDesk, SessionPhone } from "./session-phone.ts";

export interface PhonesOptions {
  readonly primitives: Primitives & SignatureVerifier;
  readonly clock: LinkClock;
  readonly sessionId: Uint8Array;
  readonly noiseKey: KeyPair;
  readonly epoch: Uint8Array;
  readonly machine: string;
  readonly desk: SessionDesk;
  readonly pairing: PairingDesk;
  /** The psk of the device that has this slot. */
  sessionSecret(slot: Uint8Array): Uint8Array | undefined;
  enrolled(): Enrolled;
  send(channel: number, type: FrameType, body?: Uint8Array): void;
}

interface Attached {
  readonly connection: PhoneConnection;
  /** One that never finishes its handshake must not keep another phone's place. */
  readonly cancelTimer: () => void;
  session: SessionPhone | undefined;
}

export class Phones implements PhoneEvents {
  readonly #options: PhonesOptions;
  readonly #attached = new Map<number, Attached>();
  #handshakes = { since: 0, count: 0 };

  constructor(options: PhonesOptions) {
    this.#options = options;
  }

  opened(channel: number): void {
    if (this.#attached.size >= phonesPerSessionMax || this.#attached.has(channel)) return;
    const { primitives, sessionId, noiseKey, epoch, clock, send } = this.#options;
    const attached: Attached = {
      session: undefined,
      cancelTimer: clock.after(readyWithinMs, () => void attached.connection.close("unauthorised")),
      connection: new PhoneConnection({
        primitives,
        sessionId,
        noiseKey,
        epoch,
        now: () => clock.now(),
        secretFor: (header) => this.#secretFor(header),
        accept: (established, sealed) => this.#accept(attached, established, sealed),
        write: (type, body) => send(channel, type, body),
        // The relay may have given the number to another phone meanwhile.
        over: () => this.#over(channel, attached),
      }),
    };
    this.#attached.set(channel, attached);
  }

  frame({ channel, type, body }: ChannelFrame): void {
    this.#attached.get(channel)?.connection.frame(type, body);
  }

  closed(channel: number): void {
    this.#attached.get(channel)?.connection.lost();
    this.#attached.delete(channel);
  }

  lost(): void {
    for (const channel of this.#attached.keys()) this.closed(channel);
  }

  /** Ends the device's channels now; the phone is told why. */
  async endDevice(device: Uint8Array, reason: CloseReason): Promise<void> {
    const theirs = [...this.#attached.values()].filter(
      ({ session }) => session?.deviceId !== undefined && equalBytes(session.deviceId, device),
    );
    await Promise.all(theirs.map(({ connection }) => connection.close(reason)));
  }

  async endAll(reason: CloseReason): Promise<void> {
    const all = [...this.#attached.values()];
    await Promise.all(all.map(({ connection }) => connection.close(reason)));
  }

  #over(channel: number, attached: Attached): void {
    attached.cancelTimer();
    // The relay may have given the number to another phone meanwhile.
    if (this.#attached.get(channel) === attached) this.#attached.delete(channel);
  }

  #secretFor(header: Header): Uint8Array | undefined {
    const { clock, pairing, sessionSecret } = this.#options;
    const now = clock.now();
    // By how much, whichever way: a clock that was set back must not lock everybody out until then.
    if (Math.abs(now - this.#handshakes.since) >= 60_000)
      this.#handshakes = { since: now, count: 0 };
    if (++this.#handshakes.count > handshakesPerMinuteMax) return undefined;
    return header.mode === "pair" ? pairing.secretFor(header) : sessionSecret(header.id);
  }

  #accept(
    attached: Attached,
    established: Established,
    channel: Channel,
  ): PhoneMessages | undefined {
    attached.cancelTimer();
    const { pairing, clock, enrolled } = this.#options;
    const close = (reason: CloseReason) => void attached.connection.close(reason);
    if (established.header.mode === "pair") {
      if (!pairing.claim(established)) return undefined;
      return new EnrollingPhone({ established, channel, pairing, clock, enrolled, close });
    }
    attached.session = new SessionPhone({ ...this.#options, established, channel, close });
    return attached.session;
  }
}
