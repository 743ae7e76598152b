// Pairing, the phone's side: one conversation with the offer's secret, in which the phone shows who it is
// and a code; somebody at the machine types that code; only then are the keys for sessions handed over.
// See docs/protocol.md, "Pairing".

import {
  type AgentMessage,
  type Channel,
  type PairingOffer,
  authBytes,
  checkCode,
  decodeAgentMessage,
  encodeHeader,
  encodePhoneMessage,
  offerCapability,
  offerId,
  pairingPsk,
} from "@longrein/protocol";
import type { DeviceKeys } from "../vault/device-keys.ts";
import type { Machine } from "../vault/machines.ts";
import { webPrimitives } from "../vault/web-primitives.ts";
import { Conversation, type Ending, type Established } from "./conversation.ts";

export type EnrolmentFailure =
  | "wrong-code"
  | "timeout"
  | "cancelled"
  | "used"
  | "expired"
  | "unreachable";

export interface EnrolmentEvents {
  /** To be shown large: somebody types it at the machine. */
  code(code: string, seconds: number): void;
  paired(machine: Machine): void;
  failed(reason: EnrolmentFailure): void;
}

export interface EnrolmentRequest {
  readonly offer: PairingOffer;
  readonly relayUrl: string;
  readonly deviceName: string;
  readonly keys: DeviceKeys;
}

export class Enrolment {
  readonly #request: EnrolmentRequest;
  readonly #events: EnrolmentEvents;
  readonly #noiseSecret = webPrimitives.randomBytes(32);
  readonly #conversation: Conversation;
  #code = "";
  #claimed = false;
  #over = false;

  constructor(request: EnrolmentRequest, events: EnrolmentEvents) {
    this.#request = request;
    this.#events = events;
    const { offer, relayUrl } = request;
    const peer = {
      relayUrl,
      sessionId: offer.sessionId,
      agentNoiseKey: offer.agentKey,
      header: { mode: "pair" as const, id: offerId(webPrimitives, offer.secret) },
      capability: offerCapability(webPrimitives, offer.secret),
      psk0: pairingPsk(webPrimitives, offer.secret),
      noiseSecret: this.#noiseSecret,
    };
    this.#conversation = new Conversation(peer, {
      opened: () => undefined,
      heard: () => undefined,
      established: (channel, established) => this.#enrol(channel, established),
      message: (bytes) => this.#take(decodeAgentMessage(bytes)),
      ended: (ending) => this.#ended(ending),
    });
  }

  cancel(): void {
    this.#over = true;
    this.#conversation.hangUp();
  }

  async #enrol(channel: Channel, established: Established): Promise<void> {
    const { keys, deviceName, offer } = this.#request;
    const { handshakeHash, header } = established;
    this.#claimed = true;
    this.#code = checkCode(webPrimitives, handshakeHash);
    const signed = authBytes(handshakeHash, encodeHeader(header), offer.sessionId);
    const signature = await keys.identity.sign(signed);
    const { public: identity } = keys.identity;
    const message = { t: "enroll" as const, identity, name: deviceName, signature };
    await channel.send(encodePhoneMessage(message));
  }

  #take(message: AgentMessage | undefined): void {
    if (message?.t === "enroll.waiting") this.#events.code(this.#code, message.seconds);
    if (message?.t === "enroll.refused") this.#fail(message.reason);
    if (message?.t === "enrolled") this.#pair(message);
  }

  #pair(message: Extract<AgentMessage, { t: "enrolled" }>): void {
    const { offer, relayUrl } = this.#request;
    this.cancel();
    this.#events.paired({
      sessionId: offer.sessionId,
      relayUrl,
      name: message.machine,
      role: message.role,
      device: message.device,
      slot: message.slot,
      agentNoiseKey: offer.agentKey,
      agentIdentityKey: message.identity,
      secrets: {
        noise: this.#noiseSecret,
        psk: message.psk,
        capability: message.capability,
      },
    });
  }

  #ended(ending: Ending): void {
    if (ending.kind === "hint" && ending.hint === "refused") this.#fail("expired");
    else this.#fail(this.#claimed ? "used" : "unreachable");
  }

  #fail(reason: EnrolmentFailure): void {
    if (this.#over) return;
    this.cancel();
    this.#events.failed(reason);
  }
}
