// Where the phone writes down what it knows of a machine.

import { utf8 } from "@longrein/protocol";
import type { Database } from "./database.ts";
import type { DeviceKeys } from "./device-keys.ts";
import { type Place, type SealedMemory, memoryKey, memoryPurpose } from "./recall.ts";
import { sealSecret } from "./seal-secret.ts";

/** An empty text forgets what was there. */
export async function keepMemory(
  database: Database,
  keys: DeviceKeys,
  machine: string,
  { place, text }: { readonly place: Place; readonly text: string },
): Promise<void> {
  const key = memoryKey(machine, place);
  if (text === "") return database.delete("memory", key);
  const bytes = Uint8Array.from(utf8(text.toWellFormed()));
  const sealed = await sealSecret(keys, memoryPurpose(machine, place), bytes);
  await database.put("memory", key, { machine, sealed } satisfies SealedMemory);
}
