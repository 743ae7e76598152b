// One attached phone, from its first handshake frame to the end: answers the handshake, then opens and
// seals frames. What the opened messages mean is decided by whoever is handed the channel.
// Until the phone's third message authenticates, nothing in the agent changes because of it.

import {
  AgentHandshake,
  Channel,
  type CloseReason,
  type Established,
  type FrameType,
  type Header,
  type KeyPair,
  type Primitives,
  errorCode,
  frameType,
  ownVersions,
  splitFirstMessage,
} from "@longrein/protocol";
import { chunkedToAgentBytesMax } from "@longrein/protocol/limits";

export interface PhoneMessages {
  message(bytes: Uint8Array): void | Promise<void>;
  closed(reason: CloseReason | "dropped"): void;
}

export interface PhoneConnectionOptions {
  readonly primitives: Primitives;
  readonly sessionId: Uint8Array;
  readonly noiseKey: KeyPair;
  readonly epoch: Uint8Array;
  now(): number;
  /** False when this id, or all unknown ones together, have begun too many handshakes. */
  mayBegin(header: Header, isKnown: boolean): boolean;
  /** The secret that the header's id stands for; undefined when there is none such. */
  secretFor(header: Header): Uint8Array | undefined;
  /** Undefined refuses: the offer is used up, too many phones. */
  accept(established: Established, channel: Channel): PhoneMessages | undefined;
  write(type: FrameType, body?: Uint8Array): void;
  /** Told once, whichever side ended it. */
  over(): void;
}

type Phase =
  | { readonly kind: "new" }
  | { readonly kind: "answered"; readonly handshake: AgentHandshake }
  | { readonly kind: "open"; readonly channel: Channel; readonly phone: PhoneMessages }
  | { readonly kind: "over" };

export class PhoneConnection {
  readonly #options: PhoneConnectionOptions;
  #phase: Phase = { kind: "new" };
  /** Frames are taken one after the other, though opening one takes a while. */
  #work: Promise<void> = Promise.resolve();
  #closing: Promise<void> | undefined;

  constructor(options: PhoneConnectionOptions) {
    this.#options = options;
  }

  frame(type: FrameType, body: Uint8Array): void {
    this.#work = this.#work
      .then(() => this.#take(type, body))
      // Whatever broke, the phone is told nothing but the end.
      .catch(() => this.#end("dropped"));
  }

  /** The relay says the phone has left, or the link is gone. */
  lost(): void {
    this.#work = this.#work.then(() => this.#end("dropped", false));
  }

  /** Ends with an authenticated reason if there is a session to say it in; who comes second waits for that, too. */
  close(reason: CloseReason): Promise<void> {
    this.#closing ??= this.#close(reason);
    return this.#closing;
  }

  async #close(reason: CloseReason): Promise<void> {
    if (this.#phase.kind === "open") await this.#phase.channel.close(reason);
    this.#end(reason);
  }

  async #take(type: FrameType, body: Uint8Array): Promise<void> {
    const phase = this.#phase;
    if (type === frameType.handshake && phase.kind === "new") return this.#answer(body);
    if (type === frameType.handshake && phase.kind === "answered") {
      return this.#open(await phase.handshake.finish(body));
    }
    if (type === frameType.data && phase.kind === "open") return this.#receive(phase, body);
    return this.#end("dropped");
  }

  async #answer(body: Uint8Array): Promise<void> {
    const { header, m1 } = splitFirstMessage(body);
    const { primitives, sessionId, noiseKey, epoch, now, secretFor, write } = this.#options;
    const secret = secretFor(header);
    if (!this.#options.mayBegin(header, secret !== undefined)) return this.#end("dropped");
    // An unknown id is answered like a wrong secret: with a handshake that fails.
    const psk0 = secret ?? primitives.randomBytes(32);
    const handshake = new AgentHandshake({
      primitives,
      header,
      sessionId,
      psk0,
      static: noiseKey,
      versions: ownVersions,
      agentTimeMs: now(),
      epoch,
    });
    const answer = await handshake.answer(m1);
    write(frameType.handshake, answer.message);
    if (answer.kind === "common") this.#phase = { kind: "answered", handshake };
    else {
      write(frameType.error, Uint8Array.of(errorCode.updateRequired, ownVersions.min));
      this.#end("dropped");
    }
  }

  #open(established: Established): void {
    const channel = new Channel({
      keys: established,
      receiveBytesMax: chunkedToAgentBytesMax,
      write: (sealed) => this.#options.write(frameType.data, sealed),
    });
    const phone = this.#options.accept(established, channel);
    if (phone === undefined) this.#end("dropped");
    else this.#phase = { kind: "open", channel, phone };
  }

  async #receive(phase: Extract<Phase, { kind: "open" }>, sealed: Uint8Array): Promise<void> {
    for (const input of await phase.channel.receive(sealed)) {
      if (input.kind === "closed") return this.#end(input.reason);
      await phase.phone.message(input.bytes);
    }
  }

  #end(reason: CloseReason | "dropped", tellRelay = true): void {
    const phase = this.#phase;
    if (phase.kind === "over") return;
    this.#phase = { kind: "over" };
    if (tellRelay) this.#options.write(frameType.close);
    if (phase.kind === "open") {
      phase.channel.drop();
      phase.phone.closed(reason);
    }
    this.#options.over();
  }
}
