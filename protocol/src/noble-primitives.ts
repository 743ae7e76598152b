// The port's portable backend, for test vectors and simulation: noble everywhere. What the phone shares
// with it stands apart, so that the phone's bundle does not carry an AES it never uses.
// See docs/protocol.md, "Cryptography".

import { gcm } from "@noble/ciphers/aes.js";
import { x25519 } from "@noble/curves/ed25519.js";
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { ed25519Verify } from "./ed25519-verify.ts";
import { ProtocolFailure } from "./failure.ts";
import type { Aead, Primitives, SignatureVerifier } from "./primitives.ts";

const keyBytes = 32;
const nonceBytes = 12;

type CurvesAndHashes = Pick<Primitives, "sha256" | "hmacSha256" | "x25519Public" | "x25519">;

/** All of the port that needs neither randomness nor a cipher. */
export const nobleCurvesAndHashes: CurvesAndHashes = {
  sha256: (bytes) => sha256(bytes),
  hmacSha256: (key, bytes) => hmac(sha256, key, bytes),
  x25519Public(secret) {
    requireBytes(secret, keyBytes, "an X25519 secret");
    return x25519.getPublicKey(secret);
  },
  x25519(secret, peer) {
    requireBytes(secret, keyBytes, "an X25519 secret");
    requireBytes(peer, keyBytes, "an X25519 public key");
    try {
      return x25519.getSharedSecret(secret, peer);
    } catch (cause) {
      // With both lengths right, an all-zero result is the only thing noble refuses.
      throw new ProtocolFailure("LOW_ORDER", "the Diffie-Hellman result is zero", { cause });
    }
  },
};

/** Randomness is handed in: a simulation brings a seeded one, everybody else their platform's. */
export function noblePrimitives(
  randomBytes: (length: number) => Uint8Array,
): Primitives & SignatureVerifier {
  const portable = { ...nobleCurvesAndHashes, ed25519Verify };
  return { name: "noble", randomBytes, aes256gcm: nobleAes256gcm, ...portable };
}

function nobleAes256gcm(key: Uint8Array): Aead {
  requireBytes(key, keyBytes, "an AES key");
  const own = key.slice(); // the caller may wipe its copy
  return {
    seal(nonce, associated, plaintext) {
      requireBytes(nonce, nonceBytes, "a nonce");
      return gcm(own, nonce, associated).encrypt(plaintext);
    },
    open(nonce, associated, sealed) {
      requireBytes(nonce, nonceBytes, "a nonce");
      try {
        return gcm(own, nonce, associated).decrypt(sealed);
      } catch (cause) {
        throw new ProtocolFailure("AEAD", "the frame does not open", { cause });
      }
    },
  };
}

function requireBytes(bytes: Uint8Array, length: number, what: string): void {
  if (bytes.length !== length) throw new RangeError(`expected ${what} of ${length} bytes`);
}
