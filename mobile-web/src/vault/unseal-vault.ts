// What the vault holds, opened for the link: only that signs, and needs the machines' secrets.

import type { Database } from "./database.ts";
import type { DeviceKeys } from "./device-keys.ts";
import { unsealMachine } from "./machine-store.ts";
import type { Machine } from "./machines.ts";
import type { SealedVault } from "./open-vault.ts";
import { deviceKeysOf } from "./ready-keys.ts";

export interface Vault {
  readonly database: Database;
  /** Undefined on a phone that was never paired. */
  readonly keys: DeviceKeys | undefined;
  readonly machines: readonly Machine[];
}

export async function unsealVault({ database, keys, machines }: SealedVault): Promise<Vault> {
  if (keys === undefined) return { database, keys, machines: [] };
  const own = await deviceKeysOf(keys);
  const opened = await Promise.all(machines.map((machine) => unsealMachine(own, machine)));
  return { database, keys: own, machines: opened };
}
