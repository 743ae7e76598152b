// The phones' side of the agent in one process: pairing and sessions as the daemon wires them, and a relay
// that is nothing but a function call.

import { type Header, type KeyPair, offerId, pairingPsk } from "@longrein/protocol";
import type { Enrolled } from "../daemon/enrolling-phone.ts";
import { Phones } from "../daemon/phones.ts";
import { type Offer, PairingDesk, type PairingNews } from "../pairing/pairing-desk.ts";
import { TypedCodeDesk } from "../pairing/typed-code-desk.ts";
import { nodePrimitives } from "../platform/node-primitives.ts";
import type { Device } from "../store/device-table.ts";
import { type DeskUnderTest, agentNames, deskUnderTest } from "./desk-under-test.ts";
import { addDevice, randomBytes } from "./rows.ts";
import { type HandshakeResult, WirePhone } from "./wire-phone.ts";

export class PhonesUnderTest {
  readonly on: DeskUnderTest;
  readonly pairing: PairingDesk;
  readonly typedCode: TypedCodeDesk;
  readonly phones: Phones;
  readonly news: PairingNews[] = [];
  admissionsChanged = 0;
  readonly #noiseKey: KeyPair;
  readonly #attached = new Map<number, WirePhone>();
  #enrolled: Enrolled | undefined;

  constructor(on: DeskUnderTest) {
    this.on = on;
    const secret = randomBytes(32);
    this.#noiseKey = { secret, public: nodePrimitives.x25519Public(secret) };
    const shared = {
      primitives: nodePrimitives,
      clock: on.clock,
      sessionId: agentNames.sessionId,
    };
    this.pairing = new PairingDesk({
      ...shared,
      offerEnded: () => this.typedCode.close(),
      confirmed: ({ name, identity, noiseKey }, rights) => {
        const keys = { identityKey: identity, noiseKey };
        const device = addDevice(on.store, { name, ...rights, ...keys });
        const { id, slot, psk } = device;
        const about = { device: id, slot, psk, role: rights.role, machine: "m" };
        this.#enrolled = { ...about, capability: randomBytes(16), identity: randomBytes(32) };
      },
      admissionsChanged: () => this.admissionsChanged++,
      news: (news) => this.news.push(news),
    });
    this.typedCode = new TypedCodeDesk({
      primitives: nodePrimitives,
      admissionsChanged: () => this.admissionsChanged++,
      guessed: () => this.pairing.guessed(),
    });
    this.phones = new Phones({
      ...shared,
      machine: "m",
      desk: on.desk,
      pairing: this.pairing,
      typedCode: this.typedCode,
      noiseKey: this.#noiseKey,
      epoch: on.store.events.epoch,
      sessionSecret: (slot) => {
        const device = on.store.devices.bySlot(slot);
        return device === undefined || device.revoked ? undefined : device.psk;
      },
      enrolled: () => {
        if (this.#enrolled === undefined) throw new Error("nobody was enrolled");
        return this.#enrolled;
      },
      send: (channel, type, body) => this.#attached.get(channel)?.deliver(type, body),
    });
  }

  /** A phone on a line of its own; with a number, on the line that another has had. */
  phone(number = this.#attached.size + 1): WirePhone {
    const { sessionId } = agentNames;
    const wire = { phones: this.phones, sessionId, agentKey: this.#noiseKey.public };
    const phone = new WirePhone(wire, number);
    this.#attached.set(number, phone);
    return phone;
  }

  /** One that is paired, and its device; not yet connected. */
  pairedPhone(about: Partial<Device> = {}): { phone: WirePhone; device: Device } {
    const phone = this.phone();
    const { identityKey, noiseKey } = phone;
    const keys = { identityKey, noiseKey: noiseKey.public };
    return { phone, device: addDevice(this.on.store, { ...keys, ...about }) };
  }

  /** One that is in a session and has heard so. */
  async readyPhone(about: Partial<Device> = {}): Promise<{ phone: WirePhone; device: Device }> {
    const paired = this.pairedPhone(about);
    const { phone, device } = paired;
    const result = await phone.connect(sessionHeader(device), device.psk);
    await phone.say({ t: "auth", signature: phone.signature(result), cursors: [] });
    await phone.hears("current");
    return paired;
  }

  /** One that has claimed this offer. */
  async claimingPhone(offer: Offer): Promise<{ phone: WirePhone; result: HandshakeResult }> {
    const phone = this.phone();
    const { header, psk0 } = forOffer(offer);
    return { phone, result: await phone.connect(header, psk0) };
  }

  /** One that waits for its code to be typed. */
  async waitingPhone(offer: Offer, name = "Ada's phone") {
    const claiming = await this.claimingPhone(offer);
    const { phone, result } = claiming;
    const signature = phone.signature(result);
    await phone.say({ t: "enroll", identity: phone.identityKey, name, signature });
    await phone.hears("enroll.waiting");
    return claiming;
  }
}

export function forOffer({ secret }: Offer): { header: Header; psk0: Uint8Array } {
  const id = offerId(nodePrimitives, secret);
  return { header: { mode: "pair", id }, psk0: pairingPsk(nodePrimitives, secret) };
}

export function sessionHeader({ slot }: Device): Header {
  return { mode: "session", id: slot };
}

export async function phonesUnderTest(): Promise<PhonesUnderTest> {
  return new PhonesUnderTest(await deskUnderTest());
}
