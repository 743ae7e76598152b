// The phone's own keys. The identity (Ed25519) and the key-encryption key (AES-256-GCM) are CryptoKeys
// that cannot be exported; all other secrets are bytes sealed under the latter, since WebKit loses X25519
// CryptoKeys in IndexedDB. See docs/protocol.md, "Keys of a phone".

import type { Signer } from "@longrein/protocol";
import { ascii } from "@longrein/protocol/bytes";

export interface DeviceKeys {
  readonly identity: Signer;
  readonly keyEncryptionKey: CryptoKey;
}

/** Where they stand in their store. */
export const deviceEntry = "device";
export const algorithm = "AES-GCM";

export async function openSecret(
  keys: Pick<DeviceKeys, "keyEncryptionKey">,
  purpose: string,
  sealed: Uint8Array,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = Uint8Array.from(sealed);
  const opened = await crypto.subtle.decrypt(
    { name: algorithm, iv: bytes.subarray(0, 12), additionalData: label(purpose) },
    keys.keyEncryptionKey,
    bytes.subarray(12),
  );
  return new Uint8Array(opened);
}

export interface StoredKeys {
  readonly identity: CryptoKeyPair;
  readonly keyEncryptionKey: CryptoKey;
}

export function isStoredKeys(value: unknown): value is StoredKeys {
  if (typeof value !== "object" || value === null) return false;
  const { identity, keyEncryptionKey } = value as Partial<Record<keyof StoredKeys, unknown>>;
  if (!(keyEncryptionKey instanceof CryptoKey)) return false;
  if (typeof identity !== "object" || identity === null) return false;
  const { privateKey, publicKey } = identity as Partial<Record<keyof CryptoKeyPair, unknown>>;
  return privateKey instanceof CryptoKey && publicKey instanceof CryptoKey;
}

export function label(purpose: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(ascii(`longrein/1 vault ${purpose}`));
}
