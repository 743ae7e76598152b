// One conversation with the agent over one socket: attach at the relay, wait for the agent, shake hands,
// then messages both ways. It is never repaired: whatever breaks ends it, and the link dials anew.

import {
  Channel,
  type CloseReason,
  type Frame,
  type Header,
  PhoneHandshake,
  type PhoneOutcome,
  encodePhoneAuth,
  encodePhoneFrame,
  errorCode,
  frameType,
  ownVersions,
  parsePhoneFrame,
} from "@longrein/protocol";
import { chunkedToPhoneBytesMax } from "@longrein/protocol/limits";
import { webPrimitives } from "../vault/web-primitives.ts";
import { PhoneSocket } from "./phone-socket.ts";

export interface Peer {
  readonly relayUrl: string;
  readonly sessionId: Uint8Array;
  readonly agentNoiseKey: Uint8Array;
  readonly header: Header;
  /** Lets the phone attach at the relay as the header's id; opens nothing end to end. */
  readonly capability: Uint8Array;
  readonly psk0: Uint8Array;
  /** The phone's own X25519 secret for this peer. */
  readonly noiseSecret: Uint8Array;
}

export type Established = Extract<PhoneOutcome, { kind: "established" }>;

/** Hints come from the relay or the network and prove nothing; reasons from the agent are authenticated. */
export type Ending =
  | { readonly kind: "agent"; readonly reason: CloseReason }
  | { readonly kind: "update-required"; readonly who: "phone" | "agent" }
  | { readonly kind: "hint"; readonly hint: "agent-away" | "refused" | "update-required" }
  | { readonly kind: "broken" };

export interface ConversationEvents {
  /** The socket is open; what follows takes round trips. */
  opened(): void;
  heard(): void;
  established(channel: Channel, established: Established): void | Promise<void>;
  message(bytes: Uint8Array): void | Promise<void>;
  ended(ending: Ending): void;
}

interface Greeting {
  readonly handshake: PhoneHandshake;
  readonly m1: Uint8Array;
}

type Phase =
  | { readonly kind: "attaching" }
  | { readonly kind: "greeting"; readonly handshake: PhoneHandshake }
  | { readonly kind: "open"; readonly channel: Channel }
  | { readonly kind: "over" };

export class Conversation {
  readonly #peer: Peer;
  readonly #events: ConversationEvents;
  readonly #socket: PhoneSocket;
  #phase: Phase = { kind: "attaching" };
  #greeting: Promise<Greeting> | undefined;
  #hint: Ending = { kind: "broken" };
  #work: Promise<void> = Promise.resolve();

  constructor(peer: Peer, events: ConversationEvents) {
    this.#peer = peer;
    this.#events = events;
    this.#socket = new PhoneSocket(peer.relayUrl, peer.sessionId, {
      opened: () => {
        events.opened();
        const auth = encodePhoneAuth(peer.header.id, peer.capability);
        this.#socket.send(encodePhoneFrame(frameType.auth, auth));
        // Made while the relay answers, which takes a round trip.
        this.#greeting = this.#makeGreeting();
        this.#greeting.catch(() => undefined);
      },
      heard: () => events.heard(),
      closed: () => this.#later(async () => this.#end(this.#hint)),
      message: (bytes) => this.#later(() => this.#take(parsePhoneFrame(bytes))),
    });
  }

  ping(): void {
    this.#socket.ping();
  }

  /** Ends without telling the owner, who knows. */
  hangUp(): void {
    if (this.#phase.kind === "open") this.#phase.channel.drop();
    this.#phase = { kind: "over" };
    this.#socket.hangUp();
  }

  #later(act: () => Promise<void>): void {
    this.#work = this.#work.then(act).catch(() => this.#end({ kind: "broken" }));
  }

  async #take(frame: Frame): Promise<void> {
    switch (frame.type) {
      case frameType.ok:
        return;
      case frameType.open:
        return this.#greet();
      case frameType.handshake:
        return this.#finish(frame.body);
      case frameType.data:
        return this.#receive(frame.body);
      case frameType.error:
        this.#hint = hintOf(frame.body[0]);
        return;
      case frameType.close:
        this.#end({ kind: "hint", hint: "agent-away" });
        return;
      default:
        this.#end({ kind: "broken" });
    }
  }

  async #makeGreeting(): Promise<Greeting> {
    const { header, sessionId, agentNoiseKey, psk0, noiseSecret: secret } = this.#peer;
    const handshake = new PhoneHandshake({
      primitives: webPrimitives,
      header,
      sessionId,
      agentKey: agentNoiseKey,
      psk0,
      static: { secret, public: await webPrimitives.x25519Public(secret) },
      versions: ownVersions,
    });
    return { handshake, m1: await handshake.start() };
  }

  async #greet(): Promise<void> {
    const greeting = await this.#greeting;
    // Greeted already, or hung up meanwhile.
    if (this.#phase.kind !== "attaching" || greeting === undefined) return;
    const { handshake, m1 } = greeting;
    this.#phase = { kind: "greeting", handshake };
    this.#socket.send(encodePhoneFrame(frameType.handshake, m1));
  }

  async #finish(m2: Uint8Array): Promise<void> {
    if (this.#phase.kind !== "greeting") return this.#end({ kind: "broken" });
    const outcome = await this.#phase.handshake.finish(m2);
    if (outcome.kind === "update-required") return this.#end(outcome);
    this.#socket.send(encodePhoneFrame(frameType.handshake, outcome.message));
    const channel = new Channel({
      keys: outcome,
      receiveBytesMax: chunkedToPhoneBytesMax,
      write: (sealed) => this.#socket.send(encodePhoneFrame(frameType.data, sealed)),
    });
    this.#phase = { kind: "open", channel };
    await this.#events.established(channel, outcome);
  }

  async #receive(sealed: Uint8Array): Promise<void> {
    if (this.#phase.kind !== "open") return this.#end({ kind: "broken" });
    for (const input of await this.#phase.channel.receive(sealed)) {
      if (input.kind === "closed") return this.#end({ kind: "agent", reason: input.reason });
      await this.#events.message(input.bytes);
    }
  }

  #end(ending: Ending): void {
    if (this.#phase.kind === "over") return;
    this.hangUp();
    this.#events.ended(ending);
  }
}

const hints: Readonly<Record<number, Extract<Ending, { kind: "hint" }>["hint"]>> = {
  [errorCode.busy]: "agent-away",
  [errorCode.refused]: "refused",
  [errorCode.updateRequired]: "update-required",
};

function hintOf(code = 0): Ending {
  const hint = hints[code];
  return hint ? { kind: "hint", hint } : { kind: "broken" };
}
