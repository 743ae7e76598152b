// How a machine that was just paired is written into the vault.

import { toBase64url } from "@longrein/protocol";
import { concat } from "@longrein/protocol/bytes";
import type { Database } from "./database.ts";
import type { DeviceKeys } from "./device-keys.ts";
import type { Machine, StoredMachine } from "./machines.ts";
import { sealSecret } from "./seal-secret.ts";

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
