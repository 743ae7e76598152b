// The phone's own keys. The identity (Ed25519) and the key-encryption key (AES-256-GCM) are CryptoKeys
// that cannot be exported; all other secrets are bytes sealed under the latter, since WebKit loses X25519
// CryptoKeys in IndexedDB. See docs/protocol.md, "Keys of a phone".

import type { Signer } from "@longrein/protocol";
import { ascii, concat } from "@longrein/protocol/bytes";
import type { Database } from "./database.ts";

export interface DeviceKeys {
  readonly identity: Signer;
  readonly keyEncryptionKey: CryptoKey;
}

/** Where they stand in their store. */
export const deviceEntry = "device";
export const algorithm = "AES-GCM";

export async function loadDeviceKeys(database: Database): Promise<DeviceKeys | undefined> {
  const stored = await database.get("keys", deviceEntry);
  return isStored(stored) ? fromStored(stored) : undefined;
}

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

export async function openSecret(
  keys: DeviceKeys,
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

interface Stored {
  readonly identity: CryptoKeyPair;
  readonly keyEncryptionKey: CryptoKey;
}

function isStored(value: unknown): value is Stored {
  if (typeof value !== "object" || value === null) return false;
  const { identity, keyEncryptionKey } = value as Partial<Record<keyof Stored, unknown>>;
  if (!(keyEncryptionKey instanceof CryptoKey)) return false;
  if (typeof identity !== "object" || identity === null) return false;
  const { privateKey, publicKey } = identity as Partial<Record<keyof CryptoKeyPair, unknown>>;
  return privateKey instanceof CryptoKey && publicKey instanceof CryptoKey;
}

async function fromStored({ identity, keyEncryptionKey }: Stored): Promise<DeviceKeys> {
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

function label(purpose: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(ascii(`longrein/1 vault ${purpose}`));
}
