// What the vault holds when the app opens. Small enough for the first load, which thereby knows whether this
// phone is paired before anything of the link has come.

import { Database } from "./database.ts";
import { type DeviceKeys, loadDeviceKeys } from "./device-keys.ts";
import { type Machine, loadMachines } from "./machines.ts";

export interface Vault {
  readonly database: Database;
  readonly pairing: Pairing | undefined;
}

export interface Pairing {
  readonly keys: DeviceKeys;
  readonly machine: Machine;
}

export async function openVault(): Promise<Vault> {
  const database = new Database();
  const keys = await loadDeviceKeys(database);
  const [machine] = keys === undefined ? [] : await loadMachines(database, keys);
  const paired = keys !== undefined && machine !== undefined;
  return { database, pairing: paired ? { keys, machine } : undefined };
}
