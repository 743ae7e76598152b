// Every key, id and code that is derived from a secret, and every label that keeps one from standing in
// for another. See docs/protocol.md, "Keys".
//
//   what                   HKDF-SHA256 salt     input keying material   info                    bytes
//   pairing psk0           "longrein/1 pair"    offer secret[32]        "psk0"                  32
//   offer id               "longrein/1 pair"    offer secret[32]        "offer id"              16
//   relay capability       "longrein/1 pair"    offer secret[32]        "relay capability"      16
//   check code             "longrein/1 pair"    handshake hash[32]      "check"                 2
//   psk3                   "longrein/1 kem"     ML-KEM secret[32]       SHA-256(ek ‖ ct)        32
//   typed code, Kc         "longrein/1 pake"    CPace ISK[64]           "confirm"               32
//   typed code, Ke         "longrein/1 pake"    CPace ISK[64]           "offer"                 32
//
//   signed in AUTH and ENROLL: "longrein/1 auth\0" ‖ handshake hash[32] ‖ header[19] ‖ sessionId[16]

import { ascii, concat, u8 } from "./bytes.ts";
import { sessionIdBytes } from "./envelope.ts";
import { headerBytes } from "./header.ts";
import type { Primitives } from "./primitives.ts";

type Hash = Pick<Primitives, "sha256" | "hmacSha256">;

const hashBytes = 32;
const pairSalt = ascii("longrein/1 pair");
const kemSalt = ascii("longrein/1 kem");
const pakeSalt = ascii("longrein/1 pake");

/** RFC 5869; an empty salt means a salt of zeros there, and so it does for HMAC. */
export function hkdf(
  hash: Hash,
  salt: Uint8Array,
  material: Uint8Array,
  info: Uint8Array,
  length: number,
): Uint8Array {
  if (!Number.isInteger(length) || length < 1 || length > 255 * hashBytes) {
    throw new RangeError(`expected a length from 1 to ${255 * hashBytes}`);
  }
  const key = hash.hmacSha256(salt, material);
  const output = new Uint8Array(Math.ceil(length / hashBytes) * hashBytes);
  let block: Uint8Array = new Uint8Array();
  for (let i = 0; i * hashBytes < length; i++) {
    block = hash.hmacSha256(key, concat(block, info, u8(i + 1)));
    output.set(block, i * hashBytes);
  }
  return output.slice(0, length);
}

/** Makes m1 of a pairing useless to anyone who has not seen the offer. */
export function pairingPsk(hash: Hash, offerSecret: Uint8Array): Uint8Array {
  return fromOffer(hash, offerSecret, "psk0", 32);
}

/** Names the offer in the clear header and at the relay, without telling its secret. */
export function offerId(hash: Hash, offerSecret: Uint8Array): Uint8Array {
  return fromOffer(hash, offerSecret, "offer id", 16);
}

/** Lets the phone attach at the relay for as long as the offer lives; opens nothing end to end. */
export function offerCapability(hash: Hash, offerSecret: Uint8Array): Uint8Array {
  return fromOffer(hash, offerSecret, "relay capability", 16);
}

/** psk3: binds the KEM's secret to the very key and ciphertext that were exchanged. */
export function kemPsk(
  hash: Hash,
  kemSecret: Uint8Array,
  encapsulationKey: Uint8Array,
  ciphertext: Uint8Array,
): Uint8Array {
  requireBytes(kemSecret, 32, "a KEM secret");
  const info = hash.sha256(concat(encapsulationKey, ciphertext));
  return hkdf(hash, kemSalt, kemSecret, info, 32);
}

/** Four digits shown on the phone and typed at the desktop. */
export function checkCode(hash: Hash, handshakeHash: Uint8Array): string {
  requireBytes(handshakeHash, hashBytes, "a handshake hash");
  const [high = 0, low = 0] = hkdf(hash, pairSalt, handshakeHash, ascii("check"), 2);
  return String(((high << 8) | low) % 10_000).padStart(4, "0");
}

/** What a phone signs with its identity key in AUTH and ENROLL. */
export function authBytes(
  handshakeHash: Uint8Array,
  header: Uint8Array,
  sessionId: Uint8Array,
): Uint8Array {
  requireBytes(handshakeHash, hashBytes, "a handshake hash");
  requireBytes(header, headerBytes, "a header");
  requireBytes(sessionId, sessionIdBytes, "a session ID");
  return concat(ascii("longrein/1 auth\0"), handshakeHash, header, sessionId);
}

export interface PakeKeys {
  /** Kc: proves to each other that both typed the same code. */
  readonly confirm: Uint8Array;
  /** Ke: seals the offer on its way to the phone. */
  readonly offer: Uint8Array;
}

export function pakeKeys(hash: Hash, intermediateKey: Uint8Array): PakeKeys {
  requireBytes(intermediateKey, 64, "a CPace key");
  return {
    confirm: hkdf(hash, pakeSalt, intermediateKey, ascii("confirm"), 32),
    offer: hkdf(hash, pakeSalt, intermediateKey, ascii("offer"), 32),
  };
}

function fromOffer(hash: Hash, secret: Uint8Array, info: string, length: number): Uint8Array {
  requireBytes(secret, 32, "an offer secret");
  return hkdf(hash, pairSalt, secret, ascii(info), length);
}

function requireBytes(bytes: Uint8Array, length: number, what: string): void {
  if (bytes.length !== length) throw new RangeError(`expected ${what} of ${length} bytes`);
}
