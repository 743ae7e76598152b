// The moment a phone becomes a device: keys of its own, nothing of the offer.

import { type Rights, mayApprove, toBase64url } from "@longrein/protocol";
import type { Applicant } from "../pairing/pairing-desk.ts";
import { systemClock } from "../platform/clock.ts";
import { nodePrimitives } from "../platform/node-primitives.ts";
import type { Store } from "../store/store.ts";
import type { Enrolled } from "./enrolling-phone.ts";

export function enrol(
  store: Store,
  applicant: Applicant,
  rights: Rights,
  identity: Uint8Array,
  machine: string,
): Enrolled {
  const { role } = rights;
  const random = (length: number) => nodePrimitives.randomBytes(length);
  const [device, slot, capability, psk] = [random(16), random(16), random(16), random(32)];
  const pairedAt = systemClock.now();
  store.database.transaction(() => {
    store.devices.add({
      id: device,
      slot,
      identityKey: applicant.identity,
      noiseKey: applicant.noiseKey,
      psk,
      capabilityHash: nodePrimitives.sha256(capability),
      name: applicant.name,
      ...rights,
      pairedAt,
    });
    const entry = {
      what: "device.paired" as const,
      device: toBase64url(device),
      // What the device signs later is verified with this, and it cannot be exchanged any more.
      identity: toBase64url(applicant.identity),
      role,
      approver: mayApprove(rights) ? "yes" : "no",
    };
    store.audit.append(entry, pairedAt);
  });
  return { device, slot, capability, psk, role, identity, machine };
}
