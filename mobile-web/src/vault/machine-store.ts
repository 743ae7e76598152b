// How a machine is written into the vault, changed there, opened and forgotten.

import { equalBytes, toBase64url } from "@longrein/protocol";
import { ByteReader, concat } from "@longrein/protocol/bytes";
import type { Database } from "./database.ts";
import { type DeviceKeys, openSecret } from "./device-keys.ts";
import { type Machine, type StoredMachine, isStoredMachine } from "./machines.ts";
import { sealSecret } from "./seal-secret.ts";

/** What is found out about a machine, or chosen for it, while it is paired. */
export type MachineNote = Partial<Pick<Machine, "name" | "label" | "heardAt">>;

export async function saveMachine(
  database: Database,
  keys: DeviceKeys,
  machine: Machine,
): Promise<void> {
  const { secrets, ...plain } = machine;
  const bytes = Uint8Array.from(concat(secrets.noise, secrets.psk, secrets.capability));
  const id = toBase64url(machine.sessionId);
  const sealed = await sealSecret(keys, id, bytes);
  await database.put("machines", id, { ...plain, sealed } satisfies StoredMachine);
}

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

export async function forgetMachine(database: Database, key: string): Promise<void> {
  await database.delete("machines", key);
}

export async function unsealMachine(keys: DeviceKeys, stored: StoredMachine): Promise<Machine> {
  const { sealed, ...plain } = stored;
  const reader = new ByteReader(await openSecret(keys, toBase64url(stored.sessionId), sealed));
  const secrets = { noise: reader.take(32), psk: reader.take(32), capability: reader.take(16) };
  reader.end();
  return { ...plain, secrets };
}
