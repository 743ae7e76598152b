// Pairing, the phone's side: one conversation with the offer's secret, in which the phone shows who it is
// and a code; somebody at the machine types that code; only then are the keys for sessions handed over.
// See docs/protocol.md, "Pairing".

import {
  type AgentMessage,
  type Channel,
  type PairingLink,
  type PairingOffer,
  authBytes,
  checkCode,
  decodeAgentMessage,
  encodeHeader,
  encodePhoneMessage,
  offerCapability,
  offerId,
  pairingPsk,
  parsePairingLink,
  toBase64url,
} from "@longrein/protocol";
import type { PairingFailure, PairingStatus } from "../state/fleet-port.ts";
import { createDeviceKeys } from "../vault/create-device-keys.ts";
import type { Database } from "../vault/database.ts";
import type { DeviceKeys } from "../vault/device-keys.ts";
import { forgetMachine } from "../vault/forget-machine.ts";
import { loadDeviceKeys } from "../vault/load-device-keys.ts";
import { type Machine, faceOf } from "../vault/machines.ts";
import { saveMachine } from "../vault/save-machine.ts";
import { webPrimitives } from "../vault/web-primitives.ts";
import { Conversation, type Ending, type Established } from "./conversation.ts";
import { CodeRefused } from "./typed-code/code-refused.ts";
import { offerByCode } from "./typed-code/offer-by-code.ts";

export interface EnrolmentEvents {
  /** A check code, to be shown large: somebody types it at the machine; or why nothing comes of it. */
  status(status: PairingStatus): void;
  paired(machine: Machine, keys: DeviceKeys): void;
}

interface EnrolmentRequest {
  readonly offer: PairingOffer;
  readonly relayUrl: string;
  readonly deviceName: string;
  readonly keys: DeviceKeys;
}

/** A phone dials all its machines, so there is a bound on them. */
const machinesMax = 16;

export interface Asked {
  readonly database: Database;
  /** A whole pairing link or its fragment, or a typed code. */
  readonly link: string;
  readonly deviceName: string;
  /** Those that are paired already; one of them may be paired anew. */
  readonly machines: ReadonlySet<string>;
}

export async function enrol(asked: Asked, events: EnrolmentEvents): Promise<Enrolment | undefined> {
  try {
    const { offer, appOrigin } = await readLink(asked.link);
    const { relayHost, sessionId } = offer;
    if (asked.machines.size >= machinesMax && !asked.machines.has(toBase64url(sessionId))) {
      events.status({ kind: "failed", reason: "full" });
      return undefined;
    }
    const relayUrl =
      relayHost === undefined ? (appOrigin ?? location.origin) : `https://${relayHost}`;
    const { database, deviceName } = asked;
    const keys = (await loadDeviceKeys(database)) ?? (await createDeviceKeys(database));
    return new Enrolment({ offer, relayUrl, deviceName, keys }, events);
  } catch (failure) {
    events.status({ kind: "failed", reason: reasonOf(failure) });
    return undefined;
  }
}

/** In the place of an earlier pairing with it. */
export async function keepPairing(
  database: Database,
  keys: DeviceKeys,
  machine: Machine,
): Promise<void> {
  // It knows this phone by another name now: what was meant for the old one is not taken from the new.
  await forgetMachine(database, faceOf(machine).key);
  await saveMachine(database, keys, machine);
  askToKeepForGood();
}

/** Else a browser that is short of space may clear it all. The settings say what it answers; nothing waits for it. */
function askToKeepForGood(): void {
  // Not every engine can be asked.
  if (!("storage" in navigator) || !("persist" in navigator.storage)) return;
  navigator.storage.persist().catch(() => undefined);
}

/** A code leads to the relay that the app came from: it says of none. */
async function readLink(text: string): Promise<PairingLink> {
  if (!looksTyped(text)) return parsePairingLink(text);
  return { offer: await offerByCode(location.origin, text) };
}

/** The fragment of a link is longer than any code, and all else of a link has such marks. */
function looksTyped(text: string): boolean {
  return text.length <= 64 && !/[#/:]/.test(text);
}

function reasonOf(failure: unknown): PairingFailure {
  if (failure instanceof CodeRefused) return failure.reason;
  const isMalformed = failure instanceof Error && failure.name === "ProtocolFailure";
  return isMalformed ? "malformed" : "storage";
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
    if (message?.t === "enroll.waiting") {
      const { seconds: secondsLeft } = message;
      this.#events.status({ kind: "check-code", code: this.#code, secondsLeft });
    }
    if (message?.t === "enroll.refused") this.#fail(message.reason);
    if (message?.t === "enrolled") this.#pair(message);
  }

  #pair(message: Extract<AgentMessage, { t: "enrolled" }>): void {
    const { offer, relayUrl, keys } = this.#request;
    this.cancel();
    const machine = {
      sessionId: offer.sessionId,
      relayUrl,
      name: message.machine,
      role: message.role,
      device: message.device,
      slot: message.slot,
      agentNoiseKey: offer.agentKey,
      agentIdentityKey: message.identity,
      pairedAt: Date.now(),
      secrets: {
        noise: this.#noiseSecret,
        psk: message.psk,
        capability: message.capability,
      },
    };
    this.#events.paired(machine, keys);
  }

  #ended(ending: Ending): void {
    if (ending.kind === "hint" && ending.hint === "refused") this.#fail("expired");
    else this.#fail(this.#claimed ? "broken-off" : "unreachable");
  }

  #fail(reason: PairingFailure): void {
    if (this.#over) return;
    this.cancel();
    this.#events.status({ kind: "failed", reason });
  }
}
