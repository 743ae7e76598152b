// What the vault holds when the app opens, read in one go and left sealed: enough to show what was written down.
// Small enough for the first load, which thereby knows with which machines this phone is paired before anything of
// the link has come.

import type { Database } from "./database.ts";
import { type StoredKeys, deviceEntry, isStoredKeys } from "./device-keys.ts";
import { type StoredMachine, faceOf, storedMachines } from "./machines.ts";
import { memoryKey } from "./recall.ts";

export interface SealedVault {
  readonly database: Database;
  /** Undefined on a phone that was never paired. */
  readonly keys: StoredKeys | undefined;
  readonly machines: readonly StoredMachine[];
  /** For each machine what was written down of its first screen, if it was. */
  readonly inboxes: readonly unknown[];
}

export function openVault(database: Database): Promise<SealedVault> {
  return database.read(["keys", "machines", "memory"], async (from) => {
    const [device, values] = await Promise.all([
      from<unknown>("keys", (keys) => keys.get(deviceEntry)),
      from<unknown[]>("machines", (machines) => machines.getAll()),
    ]);
    const keys = isStoredKeys(device) ? device : undefined;
    const machines = keys === undefined ? [] : storedMachines(values);
    const inboxes = await Promise.all(
      machines.map((machine) =>
        from<unknown>("memory", (memory) => memory.get(memoryKey(faceOf(machine).key, "inbox"))),
      ),
    );
    return { database, keys, machines, inboxes };
  });
}
