// X25519 by the browser; by noble in a browser that has none or whose own fails, as WebKit's has at times.
// Secrets come in as bytes and the keys made of them live for one computation, so that no such key is ever
// stored, which WebKit cannot.

import { type Primitives, ProtocolFailure } from "@longrein/protocol";
import { concat, isAllZero } from "@longrein/protocol/bytes";
import { requireBytes } from "./require-bytes.ts";

const keyBytes = 32;
/** DER around a raw secret: WebCrypto takes X25519 secrets as PKCS #8 only. */
const secretPrefix = Uint8Array.from([
  0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x6e, 0x04, 0x22, 0x04, 0x20,
]);
/** RFC 7748, section 4.1: the public key is the secret times the point with u = 9. */
const basePoint = Uint8Array.of(9, ...new Uint8Array(keyBytes - 1));

export const webX25519: Pick<Primitives, "x25519Public" | "x25519"> = {
  async x25519Public(secret) {
    requireBytes(secret, keyBytes, "an X25519 secret");
    const made = await multiply(secret, basePoint);
    return made ?? (await portable()).x25519Public(secret);
  },
  async x25519(secret, peer) {
    requireBytes(secret, keyBytes, "an X25519 secret");
    requireBytes(peer, keyBytes, "an X25519 public key");
    const shared = await multiply(secret, peer);
    if (shared === undefined) return (await portable()).x25519(secret, peer);
    if (isAllZero(shared)) {
      throw new ProtocolFailure("LOW_ORDER", "the Diffie-Hellman result is zero");
    }
    return shared;
  },
};

/** Undefined when the browser does not do it, for whatever reason: noble then knows whether it can be done. */
async function multiply(secret: Uint8Array, point: Uint8Array): Promise<Uint8Array | undefined> {
  const { subtle } = crypto;
  try {
    const der = Uint8Array.from(concat(secretPrefix, secret));
    const own = await subtle.importKey("pkcs8", der, "X25519", false, ["deriveBits"]);
    der.fill(0);
    const peer = await subtle.importKey("raw", Uint8Array.from(point), "X25519", false, []);
    const bits = await subtle.deriveBits({ name: "X25519", public: peer }, own, 8 * keyBytes);
    return new Uint8Array(bits);
  } catch {
    return undefined;
  }
}

async function portable() {
  const { portableX25519 } = await import("./portable-x25519.ts");
  return portableX25519;
}
