// The phone's backend of the protocol's primitives. AES and X25519 are WebCrypto's: constant time, quick
// without a JIT, and the AES key cannot be read back by script. Hashes are noble's, since they are needed
// at once.

import { type Aead, type Primitives, ProtocolFailure, nobleHashes } from "@longrein/protocol";
import { requireBytes } from "./require-bytes.ts";
import { webX25519 } from "./web-x25519.ts";

const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;

export const webPrimitives: Primitives = {
  name: "WebCrypto",
  randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
  aes256gcm,
  ...nobleHashes,
  ...webX25519,
};

async function aes256gcm(key: Uint8Array): Promise<Aead> {
  requireBytes(key, keyBytes, "an AES key");
  const usages: KeyUsage[] = ["encrypt", "decrypt"];
  const imported = await crypto.subtle.importKey("raw", unshared(key), "AES-GCM", false, usages);
  return {
    async seal(nonce, associated, plaintext) {
      const parameters = gcmParameters(nonce, associated);
      return new Uint8Array(await crypto.subtle.encrypt(parameters, imported, unshared(plaintext)));
    },
    async open(nonce, associated, sealed) {
      const parameters = gcmParameters(nonce, associated);
      try {
        return new Uint8Array(await crypto.subtle.decrypt(parameters, imported, unshared(sealed)));
      } catch (cause) {
        throw new ProtocolFailure("AEAD", "the frame does not open", { cause });
      }
    },
  };
}

function gcmParameters(nonce: Uint8Array, associated: Uint8Array): AesGcmParams {
  requireBytes(nonce, nonceBytes, "a nonce");
  const additionalData = unshared(associated);
  return { name: "AES-GCM", iv: unshared(nonce), additionalData, tagLength: 8 * tagBytes };
}

/** WebCrypto refuses memory that another thread could change meanwhile; such bytes are copied. */
function unshared(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return isUnshared(bytes) ? bytes : new Uint8Array(bytes);
}

function isUnshared(bytes: Uint8Array): bytes is Uint8Array<ArrayBuffer> {
  return bytes.buffer instanceof ArrayBuffer;
}
