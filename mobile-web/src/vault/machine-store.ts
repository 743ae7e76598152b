// How a machine that is in the vault is opened, and changed there.

import { equalBytes, toBase64url } from "@longrein/protocol";
import { ByteReader } from "@longrein/protocol/bytes";
import type { Database } from "./database.ts";
import { type DeviceKeys, openSecret } from "./device-keys.ts";
import { type Machine, type StoredMachine, isStoredMachine } from "./machines.ts";

/** What is found out about a machine, or chosen for it, while it is paired. */
export type MachineNote = Partial<Pick<Machine, "name" | "label" | "heardAt">>;

/** Nothing, if the machine was forgotten meanwhile. */
export async function noteOfMachine(
  database: Database,
  { sessionId }: Machine,
  note: MachineNote,
): Promise<void> {
  await database.change("machines", (value) =>
    isStoredMachine(value) && equalBytes(value.sessionId, sessionId)
      ? { ...value, ...note }
      : value,
  );
}

export async function unsealMachine(keys: DeviceKeys, stored: StoredMachine): Promise<Machine> {
  const { sealed, ...plain } = stored;
  const reader = new ByteReader(await openSecret(keys, toBase64url(stored.sessionId), sealed));
  const secrets = { noise: reader.take(32), psk: reader.take(32), capability: reader.take(16) };
  reader.end();
  return { ...plain, secrets };
}
