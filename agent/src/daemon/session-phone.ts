// A paired phone in a session: proves its identity key over this very handshake, then follows feeds and
// gives commands. Before that proof it can do nothing at all.

import {
  type CloseReason,
  type Command,
  type Cursor,
  type Established,
  type PhoneMessage,
  type Primitives,
  type Query,
  type Rights,
  type SignatureVerifier,
  authBytes,
  decodePhoneMessage,
  encodeHeader,
  equalBytes,
  inboxFeed,
  mayApprove,
} from "@longrein/protocol";
import { feedsFollowedMax, readyWithinMs, sessionAgeMaxMs } from "@longrein/protocol/limits";
import { type Outgoing, clearMessage } from "../egress/clear-message.ts";
import type { Exit } from "../egress/cleared.ts";
import type { LinkClock } from "../link/relay-link.ts";
import type { PhoneMessages } from "../link/phone-connection.ts";
import type { Answered } from "./queries.ts";
import { FeedPump, type FeedSource } from "./feed-pump.ts";

export interface KnownDevice extends Rights {
  readonly id: Uint8Array;
  readonly identityKey: Uint8Array;
  readonly noiseKey: Uint8Array;
  readonly revoked: boolean;
}

/** The phone renews by itself; this is for one that does not. */
const renewalGraceMs = 60_000;
/** What is long goes beside the conversation, which does not wait for it. */
const transferStream = 1;
const long: ReadonlySet<Outgoing["t"]> = new Set(["artifact", "audit"]);
/** Each may be an artifact's piece of 256 KiB; a phone reads them one after the other. */
const questionsOpenMax = 8;
const repliesUnreadMax = 256;

type Outcome = Extract<Outgoing, { t: "outcome" }>;
type Setup = Extract<Outgoing, { t: "setup" }>;

export interface SessionDesk extends FeedSource {
  /** Looks the device up anew each time: a revocation counts at once. */
  device(slot: Uint8Array): KnownDevice | undefined;
  submit(
    device: Uint8Array,
    command: Command,
    bytes: Uint8Array,
    reply: (outcome: Outcome) => Promise<void>,
  ): Promise<void>;
  answer(device: Uint8Array, query: Query): Promise<Answered>;
  /** Whether it may say this, by its rights as they stand at this moment. */
  maySay(device: Uint8Array, message: PhoneMessage): boolean;
  /** Hands over how to end the session, should it lose its right to it; returns how to say that it left. */
  arrived(device: Uint8Array, close: (reason: CloseReason) => void): () => void;
  refused(slot: Uint8Array, reason: string): void;
  audit(): { readonly head: Uint8Array; readonly size: number };
  /** What can be opened here, once that is known. */
  setup(): Setup | undefined;
  /** Calls back when it has changed; returns how to stop. */
  onSetup(listener: () => void): () => void;
}

export interface SessionPhoneOptions {
  readonly primitives: Primitives & SignatureVerifier;
  readonly sessionId: Uint8Array;
  readonly epoch: Uint8Array;
  readonly machine: string;
  readonly clock: LinkClock;
  readonly desk: SessionDesk;
  readonly established: Established;
  readonly channel: Exit;
  close(reason: CloseReason): void;
}

export class SessionPhone implements PhoneMessages {
  readonly #options: SessionPhoneOptions;
  readonly #pump: FeedPump;
  /** Questions that are not answered, or whose answer still waits for the phone to read. */
  #questions = 0;
  /** Replies that the phone has not read. */
  #replies = 0;
  #device: KnownDevice | undefined;
  #cancelTimer: () => void;
  #leave: () => void = () => undefined;

  constructor(options: SessionPhoneOptions) {
    this.#options = options;
    const { desk, channel, clock } = options;
    this.#pump = new FeedPump(desk, channel, clock, (feed) => feed === inboxFeed);
    this.#cancelTimer = this.#closeAfter(readyWithinMs, "unauthorised");
  }

  /** Undefined until the phone has proved itself. */
  get deviceId(): Uint8Array | undefined {
    return this.#device?.id;
  }

  message(bytes: Uint8Array): void {
    const message = decodePhoneMessage(bytes);
    if (message === undefined) return;
    if (this.#device === undefined) this.#authenticate(message);
    else this.#take(this.#device, message, bytes);
  }

  closed(): void {
    this.#cancelTimer();
    this.#leave();
    this.#pump.stop();
  }

  #authenticate(message: PhoneMessage): void {
    const { desk, established } = this.#options;
    const slot = established.header.id;
    const device = desk.device(slot);
    const verdict = message.t === "auth" ? this.#judge(device, message.signature) : "unauthorised";
    if (message.t !== "auth" || device === undefined || verdict !== "accepted") {
      desk.refused(slot, verdict);
      this.#options.close(verdict === "revoked" ? "revoked" : "unauthorised");
      return;
    }
    this.#device = device;
    this.#cancelTimer();
    this.#cancelTimer = this.#closeAfter(sessionAgeMaxMs + renewalGraceMs, "renewing");
    const depart = desk.arrived(device.id, (reason) => this.#options.close(reason));
    this.#sendReady(device);
    const forgetSetup = desk.onSetup(() => this.#sendSetup());
    this.#leave = () => {
      depart();
      forgetSetup();
    };
    this.#sendSetup();
    for (const cursor of message.cursors) this.#follow(cursor, message.epoch);
    if (!this.#pump.follows(inboxFeed)) {
      this.#follow({ feed: inboxFeed, seq: 0, chain: new Uint8Array(32) }, message.epoch);
    }
    // Rather no session than one in which a feed has silently stopped.
    this.#pump.run().catch(() => this.#options.close("protocol"));
  }

  /** The identity key is the device; the Noise key alone, or a signature over another handshake, is not. */
  #judge(
    device: KnownDevice | undefined,
    signature: Uint8Array,
  ): "accepted" | "revoked" | "unauthorised" {
    const { primitives, established, sessionId } = this.#options;
    if (device === undefined) return "unauthorised";
    if (device.revoked) return "revoked";
    if (!equalBytes(device.noiseKey, established.remoteStatic)) return "unauthorised";
    const { handshakeHash, header } = established;
    const signed = authBytes(handshakeHash, encodeHeader(header), sessionId);
    return primitives.ed25519Verify(device.identityKey, signed, signature)
      ? "accepted"
      : "unauthorised";
  }

  #sendReady(device: KnownDevice): void {
    const { machine, epoch, clock, desk } = this.#options;
    const { head, size } = desk.audit();
    const { id, role } = device;
    const rights = { role, approver: mayApprove(device) };
    const audit = { auditHead: head, auditSize: size };
    void this.#send({
      t: "ready",
      device: id,
      ...rights,
      machine,
      epoch,
      now: clock.now(),
      ...audit,
    });
  }

  #sendSetup(): void {
    const setup = this.#options.desk.setup();
    if (setup !== undefined) void this.#send(setup);
  }

  #take({ id }: KnownDevice, message: PhoneMessage, bytes: Uint8Array): void {
    const { desk, close } = this.#options;
    switch (message.t) {
      case "auth":
      case "enroll":
        return close("protocol");
      case "follow":
        if (!desk.maySay(id, message)) return close("unauthorised");
        return this.#follow(message.cursor, undefined);
      case "unfollow":
        if (!desk.maySay(id, message)) return close("unauthorised");
        return this.#pump.unfollow(message.feed);
      default:
        // Not awaited: what takes long must not keep later frames waiting.
        void this.#serve(id, message, bytes).catch(() => close("protocol"));
    }
  }

  async #serve(device: Uint8Array, message: Command | Query, bytes: Uint8Array): Promise<void> {
    const { desk } = this.#options;
    if ("exp" in message) {
      await desk.submit(device, message, bytes, (outcome) => this.#reply(outcome));
    } else await this.#answer(device, message);
  }

  async #answer(device: Uint8Array, query: Query): Promise<void> {
    if (this.#questions >= questionsOpenMax) {
      return this.#reply({ t: "unanswered", id: query.id, code: "BUSY" });
    }
    this.#questions++;
    try {
      await this.#reply(await this.#options.desk.answer(device, query));
    } finally {
      this.#questions--;
    }
  }

  /** A phone that asks on and reads nothing would be answered into memory without end. */
  async #reply(message: Outgoing): Promise<void> {
    if (this.#replies > repliesUnreadMax) return;
    this.#replies++;
    if (this.#replies > repliesUnreadMax) return this.#options.close("protocol");
    await this.#send(message);
    this.#replies--;
  }

  #follow(cursor: Cursor, epoch: Uint8Array | undefined): void {
    const isOneMore = !this.#pump.follows(cursor.feed);
    if (isOneMore && this.#pump.size >= feedsFollowedMax) return this.#options.close("protocol");
    this.#pump.follow(cursor, epoch);
  }

  #closeAfter(milliseconds: number, reason: CloseReason): () => void {
    const { clock, close } = this.#options;
    return clock.after(milliseconds, () => close(reason));
  }

  #send(message: Outgoing): Promise<void> {
    // A channel that ends loses what was queued; feeds resume by cursor, outcomes are asked for again.
    const stream = long.has(message.t) ? transferStream : 0;
    return this.#options.channel.send(clearMessage(message), stream).catch(() => undefined);
  }
}
