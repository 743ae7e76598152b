// The phone's own keys, made ready for use. Only what is connected signs, so that this comes with the link.

import type { DeviceKeys, StoredKeys } from "./device-keys.ts";

export async function deviceKeysOf({
  identity,
  keyEncryptionKey,
}: StoredKeys): Promise<DeviceKeys> {
  const publicKey = new Uint8Array(await crypto.subtle.exportKey("raw", identity.publicKey));
  return {
    keyEncryptionKey,
    identity: {
      public: publicKey,
      sign: async (message) =>
        new Uint8Array(
          await crypto.subtle.sign("Ed25519", identity.privateKey, Uint8Array.from(message)),
        ),
    },
  };
}
