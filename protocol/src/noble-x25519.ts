// X25519 on noble: for vectors and simulation, and for a phone whose browser has none of its own. Apart from
// the rest, so that the other phones do not load it. See docs/protocol.md, "Cryptography".

import { x25519 } from "@noble/curves/ed25519.js";
import { ProtocolFailure } from "./failure.ts";
import type { ImmediatePrimitives } from "./primitives.ts";

const keyBytes = 32;

export const nobleX25519: Pick<ImmediatePrimitives, "x25519Public" | "x25519"> = {
  x25519Public(secret) {
    requireBytes(secret, "an X25519 secret");
    return x25519.getPublicKey(secret);
  },
  x25519(secret, peer) {
    requireBytes(secret, "an X25519 secret");
    requireBytes(peer, "an X25519 public key");
    try {
      return x25519.getSharedSecret(secret, peer);
    } catch (cause) {
      // With both lengths right, an all-zero result is the only thing noble refuses.
      throw new ProtocolFailure("LOW_ORDER", "the Diffie-Hellman result is zero", { cause });
    }
  },
};

function requireBytes(bytes: Uint8Array, what: string): void {
  if (bytes.length !== keyBytes) throw new RangeError(`expected ${what} of ${keyBytes} bytes`);
}
