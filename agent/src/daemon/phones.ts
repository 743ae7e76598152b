// Every attached phone, by the relay's channel number: makes a connection for each, decides by what it has
// attached with and the mode of its handshake whether it enters a code, is pairing or in a session, and
// ends those that lost their right to be here.

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
import { phonesPerSessionMax, readyWithinMs } from "@longrein/protocol/limits";
import {
  PhoneConnection,
  type PhoneConnectionOptions,
  type PhoneMessages,
} from "../link/phone-connection.ts";
import type { LinkClock, PhoneEvents } from "../link/relay-link.ts";
import type { PairingDesk } from "../pairing/pairing-desk.ts";
import type { TypedCodeDesk } from "../pairing/typed-code-desk.ts";
import { type Enrolled, EnrollingPhone } from "./enrolling-phone.ts";
import { HandshakeBudget } from "./handshake-budget.ts";
import { type SessionDesk, SessionPhone } from "./session-phone.ts";
import { TypingPhone } from "./typing-phone.ts";

export interface PhonesOptions {
  readonly primitives: Primitives & SignatureVerifier;
  readonly clock: LinkClock;
  readonly sessionId: Uint8Array;
  readonly noiseKey: KeyPair;
  readonly epoch: Uint8Array;
  readonly machine: string;
  readonly desk: SessionDesk;
  readonly pairing: PairingDesk;
  readonly typedCode: TypedCodeDesk;
  /** The psk of the device that has this slot. */
  sessionSecret(slot: Uint8Array): Uint8Array | undefined;
  enrolled(): Enrolled;
  send(channel: number, type: FrameType, body?: Uint8Array): void;
}

interface Attached {
  readonly connection: Pick<PhoneConnection, "frame" | "lost" | "close">;
  /** One that never finishes its handshake must not keep another phone's place. */
  readonly cancelTimer: () => void;
  session: SessionPhone | undefined;
}

export class Phones implements PhoneEvents {
  readonly #options: PhonesOptions;
  readonly #attached = new Map<number, Attached>();
  readonly #budget: HandshakeBudget;

  constructor(options: PhonesOptions) {
    this.#options = options;
    this.#budget = new HandshakeBudget(() => options.clock.now());
  }

  opened(channel: number, id: Uint8Array): void {
    if (this.#attached.size >= phonesPerSessionMax || this.#attached.has(channel)) return;
    const { clock, typedCode, send } = this.#options;
    const line = {
      write: (type: FrameType, body?: Uint8Array) => send(channel, type, body),
      // The relay may have given the number to another phone meanwhile.
      over: () => this.#over(channel, attached),
    };
    const attached: Attached = {
      session: undefined,
      cancelTimer: clock.after(readyWithinMs, () => void attached.connection.close("unauthorised")),
      connection: typedCode.isFor(id)
        ? new TypingPhone({ ...line, channel, typedCode })
        : this.#connection(line, (established, sealed) =>
            this.#accept(attached, established, sealed),
          ),
    };
    this.#attached.set(channel, attached);
  }

  /** Devices that are in a session at this moment. */
  present(): Uint8Array[] {
    return [...this.#attached.values()].flatMap(({ session }) => session?.deviceId ?? []);
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

  #connection(
    line: Pick<PhoneConnectionOptions, "write" | "over">,
    accept: PhoneConnectionOptions["accept"],
  ): PhoneConnection {
    const { primitives, sessionId, noiseKey, epoch, clock, pairing, sessionSecret } = this.#options;
    const secretFor = (header: Header) =>
      header.mode === "pair" ? pairing.secretFor(header) : sessionSecret(header.id);
    const mayBegin = ({ id }: Header, isKnown: boolean) =>
      isKnown ? this.#budget.allows(id) : this.#budget.allowsUnknown();
    const agent = { primitives, sessionId, noiseKey, epoch, now: () => clock.now() };
    return new PhoneConnection({ ...agent, ...line, mayBegin, secretFor, accept });
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
      const claim = pairing.claim(established);
      if (claim === "none") return undefined;
      return new EnrollingPhone({ established, channel, claim, pairing, clock, enrolled, close });
    }
    attached.session = new SessionPhone({ ...this.#options, established, channel, close });
    return attached.session;
  }
}
