// Ed25519 verification with noble, as strict as any verifier: RFC 8032 lets verifiers differ on keys and
// signatures with a part of small order, and evidence that one program accepts and another refuses is
// no evidence. So: canonical encodings, no point of small order, and the equation without cofactor.

import { ed25519 } from "@noble/curves/ed25519.js";
import { bytesToNumberLE } from "@noble/curves/utils.js";
import { sha512 } from "@noble/hashes/sha2.js";
import { concat, equalBytes } from "./bytes.ts";

const { Point } = ed25519;

export function ed25519Verify(
  key: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
): boolean {
  if (key.length !== 32 || signature.length !== 64) return false;
  if (!ed25519.verify(signature, message, key, { zip215: false })) return false;
  return equalWithoutCofactor(key, message, signature);
}

/** noble multiplies its equation by 8, which hides parts of small order; here it is not: R = S·B − k·A. */
function equalWithoutCofactor(
  key: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
): boolean {
  const r = signature.subarray(0, 32);
  if (Point.fromBytes(r).isSmallOrder()) return false;
  const challenge = Point.Fn.create(bytesToNumberLE(sha512(concat(r, key, message))));
  const fromKey = Point.fromBytes(key).multiplyUnsafe(challenge);
  const fromBase = Point.BASE.multiplyUnsafe(bytesToNumberLE(signature.subarray(32)));
  return equalBytes(fromBase.subtract(fromKey).toBytes(), r);
}
