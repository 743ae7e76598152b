// Seals what only this phone may read.

import { concat } from "@longrein/protocol/bytes";
import { type DeviceKeys, algorithm, label } from "./device-keys.ts";

/** nonce[12] ‖ ciphertext ‖ tag, bound to what it is for. */
export async function sealSecret(
  keys: DeviceKeys,
  purpose: string,
  secret: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array> {
  const nonce = crypto.getRandomValues(new Uint8Array(12));
  const sealed = await crypto.subtle.encrypt(
    { name: algorithm, iv: nonce, additionalData: label(purpose) },
    keys.keyEncryptionKey,
    secret,
  );
  return concat(nonce, new Uint8Array(sealed));
}
