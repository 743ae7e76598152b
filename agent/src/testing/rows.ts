// Rows for tests of the store, complete and random where nothing else is asked for.

import { nodePrimitives } from "../platform/node-primitives.ts";
import type { Device } from "../store/device-table.ts";
import type { Store } from "../store/store.ts";

export const randomBytes = (length: number): Uint8Array => nodePrimitives.randomBytes(length);

export function addRun(store: Store): Uint8Array {
  const id = randomBytes(16);
  store.runs.add({ id, driver: "demo", workspace: "w", state: "working" }, 1);
  return id;
}

type NewApproval = Parameters<Store["approvals"]["add"]>[0];

export function addApproval(store: Store, about: Partial<NewApproval> = {}): Uint8Array {
  const id = about.id ?? randomBytes(16);
  store.approvals.add({
    id,
    run: about.run ?? addRun(store),
    actionBytes: randomBytes(40),
    nonce: randomBytes(16),
    tier: 1,
    shown: "exact",
    forRun: false,
    askedAt: 1,
    notAfter: 900_001,
    ...about,
  });
  return id;
}

export function addDevice(store: Store, about: Partial<Device> = {}): Device {
  const device: Device = {
    id: randomBytes(16),
    slot: randomBytes(16),
    identityKey: randomBytes(32),
    noiseKey: randomBytes(32),
    psk: randomBytes(32),
    capabilityHash: randomBytes(32),
    name: "phone",
    role: "operator",
    // When the clock of the tests begins.
    pairedAt: 1_700_000_000_000,
    revoked: false,
    ...about,
  };
  store.devices.add(device);
  return device;
}
