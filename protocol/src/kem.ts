// ML-KEM-768, the post-quantum half of the handshake. Each key pair serves one handshake, so that an
// implementation that is not constant in time has no key to be probed repeatedly. Randomness comes from
// the port, so that the simulator can replay a seed.

import { ml_kem768 } from "@noble/post-quantum/ml-kem.js";
import type { Primitives } from "./primitives.ts";

export const encapsulationKeyBytes = 1_184;
export const kemCiphertextBytes = 1_088;

type Random = Pick<Primitives, "randomBytes">;

export function kemKeyPair(random: Random): {
  readonly secret: Uint8Array;
  readonly public: Uint8Array;
} {
  const pair = ml_kem768.keygen(random.randomBytes(64));
  return { secret: pair.secretKey, public: pair.publicKey };
}

/** Throws for a key whose coefficients are out of range (FIPS 203, section 7.2). */
export function kemEncapsulate(
  random: Random,
  encapsulationKey: Uint8Array,
): { readonly ciphertext: Uint8Array; readonly shared: Uint8Array } {
  const made = ml_kem768.encapsulate(encapsulationKey, random.randomBytes(32));
  return { ciphertext: made.cipherText, shared: made.sharedSecret };
}

/** A changed ciphertext gives another secret, not an error: the handshake then fails at psk3. */
export function kemDecapsulate(secret: Uint8Array, ciphertext: Uint8Array): Uint8Array {
  return ml_kem768.decapsulate(ciphertext, secret);
}
