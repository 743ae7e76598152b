// The port's portable backend, for test vectors and simulation: noble everywhere. What the phone shares
// with it stands in files of its own, so that the phone does not load an AES that it never uses.
// See docs/protocol.md, "Cryptography".

import { gcm } from "@noble/ciphers/aes.js";
import { ed25519Verify } from "./ed25519-verify.ts";
import { ProtocolFailure } from "./failure.ts";
import { nobleHashes } from "./noble-hashes.ts";
import { nobleX25519 } from "./noble-x25519.ts";
import type { Aead, ImmediatePrimitives, SignatureVerifier } from "./primitives.ts";

const keyBytes = 32;
const nonceBytes = 12;

/** Randomness is handed in: a simulation brings a seeded one, everybody else their platform's. */
export function noblePrimitives(
  randomBytes: (length: number) => Uint8Array,
): ImmediatePrimitives & SignatureVerifier {
  const portable = { ...nobleHashes, ...nobleX25519, ed25519Verify };
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
