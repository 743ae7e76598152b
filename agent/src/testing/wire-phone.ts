// A phone as the relay's wire shows it: the real handshake, real sealed frames, an identity key that signs.
// Every step can be taken wrongly, which is what tests are for.

import { type KeyObject, generateKeyPairSync, sign } from "node:crypto";
import {
  type AgentMessage,
  Channel,
  type CloseReason,
  type FrameType,
  type Header,
  type KeyPair,
  PhoneHandshake,
  type PhoneMessage,
  authBytes,
  decodeAgentMessage,
  encodeHeader,
  encodePhoneMessage,
  frameType,
  ownVersions,
} from "@longrein/protocol";
import { chunkedToPhoneBytesMax } from "@longrein/protocol/limits";
import type { Phones } from "../daemon/phones.ts";
import { nodePrimitives } from "../platform/node-primitives.ts";
import { randomBytes } from "./rows.ts";
import { until } from "./until.ts";

export interface Wire {
  /** The agent's side itself, or a line to it. */
  readonly phones: Pick<Phones, "opened" | "frame" | "closed">;
  readonly sessionId: Uint8Array;
  readonly agentKey: Uint8Array;
}

export interface HandshakeResult {
  readonly handshakeHash: Uint8Array;
  readonly header: Header;
}

export class WirePhone {
  readonly noiseKey: KeyPair;
  readonly identityKey: Uint8Array;
  readonly heard: AgentMessage[] = [];
  /** Every frame that came, by type, before and after the handshake. */
  readonly frames: { readonly type: FrameType; readonly body: Uint8Array }[] = [];
  /** The authenticated reason, or that the relay was told to close. */
  closed: CloseReason | undefined;
  cut = false;
  readonly number: number;
  /** The one of its identity. */
  readonly privateKey: KeyObject;
  readonly #wire: Wire;
  #handshake: PhoneHandshake | undefined;
  #channel: Channel | undefined;
  #header: Header | undefined;
  #opening: Promise<void> = Promise.resolve();

  constructor(wire: Wire, number: number) {
    this.#wire = wire;
    this.number = number;
    const secret = randomBytes(32);
    this.noiseKey = { secret, public: nodePrimitives.x25519Public(secret) };
    const { publicKey, privateKey } = generateKeyPairSync("ed25519");
    const der = publicKey.export({ format: "der", type: "spki" });
    this.identityKey = new Uint8Array(der.subarray(12));
    this.privateKey = privateKey;
  }

  /** What the agent writes to this phone. */
  deliver(type: FrameType, body: Uint8Array = new Uint8Array()): void {
    this.frames.push({ type, body });
    if (type === frameType.close) this.cut = true;
    if (type === frameType.data) {
      this.#opening = this.#opening.then(() => this.#open(body));
    }
  }

  /** m1 out, and m2 back if the agent answers. */
  async begin(header: Header, psk0: Uint8Array): Promise<Uint8Array | undefined> {
    const { phones, sessionId, agentKey } = this.#wire;
    this.frames.length = 0;
    this.closed = undefined;
    this.cut = false;
    phones.opened(this.number, header.id);
    this.#header = header;
    this.#handshake = new PhoneHandshake({
      primitives: nodePrimitives,
      header,
      sessionId,
      psk0,
      static: this.noiseKey,
      agentKey,
      versions: ownVersions,
    });
    this.write(frameType.handshake, await this.#handshake.start());
    await until(() => this.frames.length > 0, "an answer to m1");
    return this.frames.find(({ type }) => type === frameType.handshake)?.body;
  }

  /** m3 out; the channel is open as far as this phone can tell. */
  async finish(m2: Uint8Array): Promise<HandshakeResult> {
    const outcome = await this.#handshake?.finish(m2);
    if (outcome?.kind !== "established" || this.#header === undefined) {
      throw new Error("expected to be established");
    }
    this.#channel = new Channel({
      keys: outcome,
      receiveBytesMax: chunkedToPhoneBytesMax,
      write: (sealed) => this.write(frameType.data, sealed),
    });
    this.write(frameType.handshake, outcome.message);
    return { handshakeHash: outcome.handshakeHash, header: this.#header };
  }

  async connect(header: Header, psk0: Uint8Array): Promise<HandshakeResult> {
    const m2 = await this.begin(header, psk0);
    if (m2 === undefined) throw new Error("the agent did not answer");
    return this.finish(m2);
  }

  signature({ handshakeHash, header }: HandshakeResult): Uint8Array {
    const signed = authBytes(handshakeHash, encodeHeader(header), this.#wire.sessionId);
    return new Uint8Array(sign(null, signed, this.privateKey));
  }

  async say(message: PhoneMessage): Promise<void> {
    await this.sayBytes(encodePhoneMessage(message));
  }

  async sayBytes(bytes: Uint8Array): Promise<void> {
    await this.#channel?.send(bytes);
  }

  write(type: FrameType, body: Uint8Array): void {
    this.#wire.phones.frame({ channel: this.number, type, body });
  }

  /** The first message of this kind, once it is there. */
  async hears<T extends AgentMessage["t"]>(t: T): Promise<Extract<AgentMessage, { t: T }>> {
    const isWanted = (message: AgentMessage): message is Extract<AgentMessage, { t: T }> =>
      message.t === t;
    await until(() => this.heard.some(isWanted) || this.cut, `to hear ${t}`);
    const message = this.heard.find(isWanted);
    if (message === undefined) throw new Error(`cut (${this.closed}) before it heard ${t}`);
    return message;
  }

  /** Why it ended, once it has. */
  async ends(): Promise<CloseReason | "cut"> {
    await until(() => this.cut, "the end");
    await this.#opening;
    return this.closed ?? "cut";
  }

  leave(): void {
    this.#wire.phones.closed(this.number);
  }

  async #open(sealed: Uint8Array): Promise<void> {
    // Nothing counts any more once the agent has said why it ends.
    if (this.closed !== undefined) return;
    for (const input of (await this.#channel?.receive(sealed)) ?? []) {
      if (input.kind === "closed") this.closed = input.reason;
      else {
        const message = decodeAgentMessage(input.bytes);
        if (message !== undefined) this.heard.push(message);
      }
    }
  }
}
