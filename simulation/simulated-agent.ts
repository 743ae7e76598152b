// An agent of the real protocol's pieces and an imagined disk: answers handshakes, carries each command
// out at most once, keeps a feed. The disk outlives a restart, connections do not.

import {
  type AgentMessage,
  Channel,
  type Cursor,
  type Established,
  type PhoneMessage,
  authBytes,
  chainNext,
  decodePhoneMessage,
  encodeAgentMessage,
  encodeHeader,
  encodePhoneFrame,
  equalBytes,
  frameType,
  inboxFeed,
  parsePhoneFrame,
  splitFirstMessage,
  startOfFeed,
  toBase64url,
  utf8,
} from "@longrein/protocol";
import { chunkedToAgentBytesMax } from "@longrein/protocol/limits";
import { nodePrimitives } from "../agent/src/platform/node-primitives.ts";
import type { Connection, EndEvents } from "./hostile-network.ts";
import type { Model } from "./model.ts";
import { type Acquaintance, agentHandshake } from "./two-ends.ts";

type Outcome = Extract<AgentMessage, { t: "outcome" }>;
type Command = Extract<PhoneMessage, { t: "run.open" }>;

export interface AgentOptions {
  readonly between: Acquaintance;
  /** The phone's identity key, as pairing left it. */
  readonly identity: Uint8Array;
  readonly model: Model;
  now(): number;
}

type Phase =
  | { readonly kind: "new" }
  | { readonly kind: "answered"; readonly handshake: ReturnType<typeof agentHandshake> }
  | { readonly kind: "unproven"; readonly channel: Channel; readonly keys: Established }
  | { readonly kind: "open"; readonly channel: Channel; readonly keys: Established }
  | { readonly kind: "over" };

export class SimulatedAgent {
  readonly #options: AgentOptions;
  readonly #disk = {
    outcomes: new Map<string, { readonly body: string; readonly outcome: Outcome }>(),
    events: [] as string[],
    cursors: [] as Cursor[],
  };
  readonly #open = new Set<AgentConnection>();

  constructor(options: AgentOptions) {
    this.#options = options;
    const { primitives, epoch } = options.between;
    this.#disk.cursors.push(startOfFeed(primitives, epoch, inboxFeed));
  }

  get events(): readonly string[] {
    return this.#disk.events;
  }

  accept(connection: Connection): EndEvents {
    return new AgentConnection(this.#options, this, connection);
  }

  joined(connection: AgentConnection): void {
    this.#open.add(connection);
  }

  left(connection: AgentConnection): void {
    this.#open.delete(connection);
  }

  /** The machine goes down: what was in memory is gone. */
  restart(): void {
    for (const connection of this.#open) connection.closed();
    this.#open.clear();
  }

  /** The dangerous part: found in the table, or entered and carried out in the same step. */
  carryOut(command: Command): Outcome {
    const { outcomes } = this.#disk;
    const key = toBase64url(command.id);
    const body = JSON.stringify([command.workspace, command.driver, command.prompt]);
    const known = outcomes.get(key);
    if (known !== undefined && known.body === body) return known.outcome;
    if (known !== undefined) {
      return { t: "outcome", id: command.id, state: "failed", code: "IDEMPOTENCY_CONFLICT" };
    }
    const outcome: Outcome = { t: "outcome", id: command.id, state: "done" };
    outcomes.set(key, { body, outcome });
    this.#options.model.effect(command.id);
    this.happened(`carried out ${key}: ${command.prompt}`);
    return outcome;
  }

  happened(event: string): void {
    const last = this.cursorAt(this.#disk.events.length);
    const { primitives } = this.#options.between;
    const chain = chainNext(primitives, last.chain, utf8(event));
    this.#disk.events.push(event);
    this.#disk.cursors.push({ feed: inboxFeed, seq: last.seq + 1, chain });
    for (const connection of this.#open) connection.tell(this.#eventAt(last.seq + 1));
  }

  cursorAt(seq: number): Cursor {
    const cursor = this.#disk.cursors[seq];
    if (cursor === undefined) throw new RangeError(`no event ${seq}`);
    return cursor;
  }

  /** From the reader's place if it is one of ours, otherwise from the beginning. */
  *replay(reader: Cursor | undefined): Iterable<AgentMessage> {
    const size = this.#disk.events.length;
    const held = reader === undefined ? undefined : this.#disk.cursors[reader.seq];
    const ours = held !== undefined && reader !== undefined && equalBytes(held.chain, reader.chain);
    const from = ours ? reader.seq : 0;
    if (!ours) {
      const reason = reader === undefined ? "new" : reader.seq > size ? "ahead" : "changed";
      yield { t: "reset", reason, ...this.cursorAt(0) };
    }
    for (let seq = from + 1; seq <= size; seq++) yield this.#eventAt(seq);
    yield { t: "current", ...this.cursorAt(size) };
  }

  #eventAt(seq: number): AgentMessage {
    return { t: "event", feed: inboxFeed, seq, body: this.#disk.events[seq - 1] ?? "" };
  }
}

class AgentConnection implements EndEvents {
  readonly #options: AgentOptions;
  readonly #agent: SimulatedAgent;
  readonly #connection: Connection;
  #phase: Phase = { kind: "new" };
  #work: Promise<void> = Promise.resolve();

  constructor(options: AgentOptions, agent: SimulatedAgent, connection: Connection) {
    this.#options = options;
    this.#agent = agent;
    this.#connection = connection;
  }

  opened(): void {}

  heard(): void {}

  frame(bytes: Uint8Array): void {
    this.#work = this.#work.then(() => this.#take(bytes)).catch(() => this.#end());
  }

  closed(): void {
    const phase = this.#phase;
    if (phase.kind === "open" || phase.kind === "unproven") phase.channel.drop();
    this.#phase = { kind: "over" };
    this.#agent.left(this);
  }

  tell(message: AgentMessage): void {
    const phase = this.#phase;
    if (phase.kind !== "open" || phase.channel.ended) return;
    const bytes = encodeAgentMessage(message);
    this.#options.model.sent(phase.keys.handshakeHash, "agent", bytes);
    phase.channel.send(bytes).catch(() => this.#end());
  }

  async #take(bytes: Uint8Array): Promise<void> {
    const phase = this.#phase;
    if (phase.kind === "over") return;
    const { type, body } = parsePhoneFrame(bytes);
    if (type === frameType.handshake && phase.kind === "new") return this.#answer(body);
    if (type === frameType.handshake && phase.kind === "answered") {
      return this.#establish(await phase.handshake.finish(body));
    }
    if (type === frameType.data && (phase.kind === "unproven" || phase.kind === "open")) {
      return this.#receive(phase, body);
    }
    return this.#end();
  }

  async #answer(body: Uint8Array): Promise<void> {
    const { header, m1 } = splitFirstMessage(body);
    const handshake = agentHandshake(this.#options.between, {
      header,
      agentTimeMs: this.#options.now(),
    });
    const { message } = await handshake.answer(m1);
    this.#phase = { kind: "answered", handshake };
    this.#connection.send("agent", encodePhoneFrame(frameType.handshake, message));
  }

  #establish(keys: Established): void {
    if (!equalBytes(keys.remoteStatic, this.#options.between.phoneKey.public)) return this.#end();
    const channel = new Channel({
      keys,
      receiveBytesMax: chunkedToAgentBytesMax,
      write: (sealed) => this.#connection.send("agent", encodePhoneFrame(frameType.data, sealed)),
    });
    this.#phase = { kind: "unproven", channel, keys };
  }

  async #receive(
    phase: Extract<Phase, { readonly channel: Channel }>,
    sealed: Uint8Array,
  ): Promise<void> {
    for (const input of await phase.channel.receive(sealed)) {
      if (input.kind === "closed") return this.#end();
      this.#options.model.received(phase.keys.handshakeHash, "phone", input.bytes);
      this.#hear(decodePhoneMessage(input.bytes));
    }
  }

  #hear(message: PhoneMessage | undefined): void {
    if (message?.t === "auth" && this.#phase.kind === "unproven") return this.#prove(message);
    if (message?.t === "run.open" && this.#phase.kind === "open") {
      return this.tell(this.#agent.carryOut(message));
    }
    this.#options.model.broken(`the agent heard ${message?.t ?? "nothing"} out of turn`);
  }

  #prove(auth: Extract<PhoneMessage, { t: "auth" }>): void {
    const phase = this.#phase;
    if (phase.kind !== "unproven") return;
    const { between, identity, now } = this.#options;
    const { handshakeHash, header } = phase.keys;
    const signed = authBytes(handshakeHash, encodeHeader(header), between.sessionId);
    if (!nodePrimitives.ed25519Verify(identity, signed, auth.signature)) return this.#end();
    this.#phase = { ...phase, kind: "open" };
    this.#agent.joined(this);
    this.tell({
      t: "ready",
      device: between.header.id,
      role: "operator",
      machine: "simulated",
      epoch: between.epoch,
      now: now(),
      auditHead: new Uint8Array(32),
      auditSize: 0,
    });
    for (const message of this.#agent.replay(auth.cursors[0])) this.tell(message);
  }

  #end(): void {
    if (this.#phase.kind === "over") return;
    this.closed();
    this.#connection.hangUp("agent");
  }
}
