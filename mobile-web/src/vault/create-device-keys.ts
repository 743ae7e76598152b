// The first keys of a phone, made when it is paired for the first time.

import type { Database } from "./database.ts";
import { type DeviceKeys, algorithm, deviceEntry, openSecret } from "./device-keys.ts";
import { loadDeviceKeys } from "./load-device-keys.ts";
import { sealSecret } from "./seal-secret.ts";

/** Private tabs and Lockdown Mode refuse to keep a CryptoKey: said plainly, never worked around. */
class StorageRefused extends Error {
  override readonly name = "StorageRefused";
}

/** Makes the keys, then reads back from disk what was written and uses each: what fails now would fail later. */
export async function createDeviceKeys(database: Database): Promise<DeviceKeys> {
  try {
    const identity = await crypto.subtle.generateKey("Ed25519", false, ["sign", "verify"]);
    const keyEncryptionKey = await crypto.subtle.generateKey(
      { name: algorithm, length: 256 },
      false,
      ["encrypt", "decrypt"],
    );
    if (!("privateKey" in identity)) throw new Error("no key pair was made");
    await database.put("keys", deviceEntry, { identity, keyEncryptionKey });
    await database.close();
    const keys = await loadDeviceKeys(database);
    if (keys === undefined) throw new Error("the keys were not kept");
    await tryOut(keys);
    return keys;
  } catch (cause) {
    throw new StorageRefused("this browser cannot keep keys safely", { cause });
  }
}

async function tryOut(keys: DeviceKeys): Promise<void> {
  const sample = crypto.getRandomValues(new Uint8Array(32));
  const sealed = await sealSecret(keys, "trial", sample);
  const opened = await openSecret(keys, "trial", sealed);
  if (opened.some((byte, index) => byte !== sample[index])) throw new Error("sealing failed");
  if ((await keys.identity.sign(sample)).length !== 64) throw new Error("signing failed");
}
