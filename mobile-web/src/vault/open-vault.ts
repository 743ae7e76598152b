// What the vault holds when the app opens. Small enough for the first load, which thereby knows with which
// machines this phone is paired before anything of the link has come.

import { Database } from "./database.ts";
import { type DeviceKeys, loadDeviceKeys } from "./device-keys.ts";
import { type Machine, loadMachines } from "./machines.ts";

export interface Vault {
  readonly database: Database;
  /** Undefined on a phone that was never paired. */
  readonly keys: DeviceKeys | undefined;
  readonly machines: readonly Machine[];
}

export async function openVault(): Promise<Vault> {
  const database = new Database();
  const keys = await loadDeviceKeys(database);
  const machines = keys === undefined ? [] : await loadMachines(database, keys);
  return { database, keys, machines };
}
