// X25519 for a browser that has none of its own: of noble's Curve25519 the ladder alone, since all phones keep
// this file and what Ed25519 needs besides is three times as much. See RFC 7748, section 5.

import { ProtocolFailure } from "@longrein/protocol";
import { pow } from "@noble/curves/abstract/modular.js";
import { montgomery } from "@noble/curves/abstract/montgomery.js";

const prime = 2n ** 255n - 19n;

const ladder = montgomery({
  P: prime,
  type: "x25519",
  powPminus2: (x) => pow(x, prime - 2n, prime),
  adjustScalarBytes(bytes: Uint8Array) {
    bytes[0] = (bytes[0] ?? 0) & 248;
    bytes[31] = ((bytes[31] ?? 0) & 127) | 64;
    return bytes;
  },
});

export const portableX25519 = {
  x25519Public: (secret: Uint8Array): Uint8Array => ladder.getPublicKey(secret),

  x25519(secret: Uint8Array, peer: Uint8Array): Uint8Array {
    try {
      return ladder.getSharedSecret(secret, peer);
    } catch (cause) {
      // With both lengths right, an all-zero result is the only thing noble refuses.
      throw new ProtocolFailure("LOW_ORDER", "the Diffie-Hellman result is zero", { cause });
    }
  },
};
