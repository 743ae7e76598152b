// A phone of the real protocol's pieces: link, handshake, channel, outbox and feed reader, wired as the
// page wires them. What a page keeps in IndexedDB outlives a reload, all else does not.

import {
  type AgentMessage,
  Channel,
  type Cursor,
  type LinkAction,
  type LinkEvent,
  type LinkState,
  type Outbox,
  type PhoneHandshake,
  type Signer,
  agreesWith,
  authBytes,
  decodeAgentMessage,
  dropSettled,
  encodeHeader,
  encodePhoneFrame,
  encodePhoneMessage,
  enqueue,
  frameType,
  inboxFeed,
  linkLost,
  parsePhoneFrame,
  readEvent,
  readReset,
  resend,
  startOfFeed,
  stepLink,
  stoppedLink,
  takeOutcome,
} from "@longrein/protocol";
import { chunkedToPhoneBytesMax } from "@longrein/protocol/limits";
import type { SimulatedClock } from "./clock.ts";
import type { Connection, HostileNetwork } from "./hostile-network.ts";
import type { Model } from "./model.ts";
import type { SeededRandom } from "./seeded-random.ts";
import { type Acquaintance, phoneHandshake } from "./two-ends.ts";

export interface PhoneOptions {
  readonly between: Acquaintance;
  readonly identity: Signer;
  readonly clock: SimulatedClock;
  readonly random: SeededRandom;
  readonly network: HostileNetwork;
  readonly model: Model;
  trace(line: string): void;
}

type Talk =
  | { readonly kind: "none" }
  | { readonly kind: "greeting"; readonly handshake: PhoneHandshake }
  | { readonly kind: "open"; readonly channel: Channel; readonly hash: Uint8Array };

const commandLifetimeMs = 3_600_000;

export class SimulatedPhone {
  readonly #options: PhoneOptions;
  #stored: { outbox: Outbox; cursor: Cursor; events: string[] };
  #link: LinkState = stoppedLink;
  #connection: Connection | undefined;
  #talk: Talk = { kind: "none" };
  #work: Promise<void> = Promise.resolve();
  #cancelTimer: () => void = () => undefined;

  constructor(options: PhoneOptions) {
    this.#options = options;
    const { primitives, epoch } = options.between;
    const cursor = startOfFeed(primitives, epoch, inboxFeed);
    this.#stored = { outbox: [], cursor, events: [] };
  }

  get ready(): boolean {
    return this.#link.kind === "ready";
  }

  get events(): readonly string[] {
    return this.#stored.events;
  }

  get waitingCommands(): number {
    return this.#stored.outbox.length;
  }

  start(): void {
    this.#step({ kind: "start" });
  }

  wake(): void {
    this.#step({ kind: "wake" });
  }

  /** The page is closed and opened again. */
  reload(): void {
    this.#step({ kind: "stop" });
    this.#cancelTimer();
    this.start();
  }

  command(prompt: string): void {
    const { random, clock, model } = this.#options;
    const id = random.bytes(16);
    const expiresAt = clock.now + commandLifetimeMs;
    const bytes = encodePhoneMessage({
      t: "run.open",
      id,
      exp: expiresAt,
      workspace: "w",
      driver: "d",
      prompt,
    });
    model.given(id);
    const { outbox, send } = enqueue(this.#stored.outbox, { id, bytes, expiresAt }, this.ready);
    this.#stored.outbox = outbox;
    for (const entry of send) this.#say(entry.bytes);
  }

  #step(event: LinkEvent): void {
    const { clock, random, trace } = this.#options;
    const before = this.#link;
    const { state, actions } = stepLink(before, event, clock.now, random.share());
    this.#link = state;
    if (before.kind !== state.kind) trace(`phone ${event.kind}: ${before.kind} → ${state.kind}`);
    for (const action of actions) this.#act(action);
  }

  #act(action: LinkAction): void {
    const { clock, network } = this.#options;
    switch (action.kind) {
      case "dial":
        this.#dial(network);
        return;
      case "hang-up":
        this.#hangUp();
        return;
      case "ping":
        this.#connection?.ping("phone");
        return;
      case "timer":
        this.#cancelTimer();
        this.#cancelTimer = clock.at(action.at, () => this.#step({ kind: "tick" }));
    }
  }

  #dial(network: HostileNetwork): void {
    const ifPresent = (act: () => void) => () => {
      if (this.#connection === connection) act();
    };
    const connection: Connection = network.dial({
      opened: ifPresent(() => {
        this.#step({ kind: "opened" });
        this.#inTurn(() => this.#greet(connection));
      }),
      heard: ifPresent(() => this.#step({ kind: "heard" })),
      closed: ifPresent(() => this.#step({ kind: "closed" })),
      frame: (bytes) =>
        ifPresent(() => {
          this.#step({ kind: "heard" });
          this.#inTurn(() => this.#take(connection, bytes));
        })(),
    });
    this.#connection = connection;
  }

  #hangUp(): void {
    const { outbox } = this.#stored;
    if (this.#talk.kind === "open") this.#talk.channel.drop();
    this.#talk = { kind: "none" };
    this.#connection?.hangUp("phone");
    this.#connection = undefined;
    this.#stored.outbox = linkLost(outbox);
  }

  /** One after the other, though opening a frame takes a while; any failure ends the connection. */
  #inTurn(act: () => Promise<void>): void {
    const connection = this.#connection;
    this.#work = this.#work.then(act).catch(() => {
      if (connection === this.#connection) this.#step({ kind: "closed" });
    });
  }

  async #greet(connection: Connection): Promise<void> {
    const handshake = phoneHandshake(this.#options.between);
    this.#talk = { kind: "greeting", handshake };
    connection.send("phone", encodePhoneFrame(frameType.handshake, await handshake.start()));
  }

  async #take(connection: Connection, bytes: Uint8Array): Promise<void> {
    if (connection !== this.#connection) return;
    const { type, body } = parsePhoneFrame(bytes);
    const talk = this.#talk;
    if (type === frameType.handshake && talk.kind === "greeting") {
      return this.#authenticate(connection, talk.handshake, body);
    }
    if (type === frameType.data && talk.kind === "open") return this.#receive(talk, body);
    throw new Error("a frame out of turn");
  }

  async #authenticate(
    connection: Connection,
    handshake: PhoneHandshake,
    m2: Uint8Array,
  ): Promise<void> {
    const { between, identity } = this.#options;
    const outcome = await handshake.finish(m2);
    if (outcome.kind !== "established") throw new Error("expected a common version");
    connection.send("phone", encodePhoneFrame(frameType.handshake, outcome.message));
    const hash = outcome.handshakeHash;
    const channel = new Channel({
      keys: outcome,
      receiveBytesMax: chunkedToPhoneBytesMax,
      write: (sealed) => connection.send("phone", encodePhoneFrame(frameType.data, sealed)),
    });
    this.#talk = { kind: "open", channel, hash };
    const signed = authBytes(hash, encodeHeader(between.header), between.sessionId);
    const signature = await identity.sign(signed);
    const { cursor } = this.#stored;
    this.#say(
      encodePhoneMessage({ t: "auth", signature, epoch: between.epoch, cursors: [cursor] }),
    );
  }

  async #receive(talk: Extract<Talk, { kind: "open" }>, sealed: Uint8Array): Promise<void> {
    for (const input of await talk.channel.receive(sealed)) {
      if (input.kind === "closed") throw new Error("the agent closed");
      this.#options.model.received(talk.hash, "agent", input.bytes);
      this.#hear(decodeAgentMessage(input.bytes));
    }
  }

  #hear(message: AgentMessage | undefined): void {
    const { between, clock, model } = this.#options;
    switch (message?.t) {
      case "ready": {
        this.#step({ kind: "ready" });
        const { outbox, send } = resend(this.#stored.outbox, clock.now);
        this.#stored.outbox = outbox;
        for (const entry of send) this.#say(entry.bytes);
        return;
      }
      case "event": {
        const reading = readEvent(between.primitives, this.#stored.cursor, message);
        if (reading.kind === "broken") throw new Error("a gap in the feed");
        if (reading.kind === "repeated") return;
        const events = [...this.#stored.events, message.body];
        this.#stored = { ...this.#stored, cursor: reading.cursor, events };
        return;
      }
      case "reset":
        this.#stored = { ...this.#stored, cursor: readReset(message), events: [] };
        return;
      case "current":
        if (!agreesWith(this.#stored.cursor, message)) model.broken("the histories differ");
        return;
      case "outcome":
        this.#stored.outbox = dropSettled(takeOutcome(this.#stored.outbox, message));
        return;
      default:
        model.broken(`the phone heard ${message?.t ?? "nothing"} out of turn`);
    }
  }

  #say(bytes: Uint8Array): void {
    const talk = this.#talk;
    if (talk.kind !== "open" || talk.channel.ended) return;
    this.#options.model.sent(talk.hash, "phone", bytes);
    // A message that did not go is in the outbox, or belongs to a session that is over.
    talk.channel.send(bytes).catch(() => undefined);
  }
}
