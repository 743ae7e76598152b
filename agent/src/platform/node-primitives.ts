// The agent's backend of the protocol's primitives: node:crypto, synchronous. OpenSSL's X25519 is
// constant time, which matters here: a relay can time how the agent answers points of its choosing.

import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  diffieHellman,
  hash,
  type KeyObject,
  randomFillSync,
  verify,
} from "node:crypto";
import {
  type Aead,
  type ImmediatePrimitives,
  type SignatureVerifier,
  ProtocolFailure,
  concat,
} from "@longrein/protocol";

const algorithm = "aes-256-gcm";
const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;

// Node reads and writes keys as DER only; for these curves that is a fixed prefix before the raw key.
const x25519SecretPrefix = Buffer.from("302e020100300506032b656e04220420", "hex");
const x25519PublicPrefix = Buffer.from("302a300506032b656e032100", "hex");
const ed25519PublicPrefix = Buffer.from("302a300506032b6570032100", "hex");

// The y coordinates of Ed25519's eight points of small order, under which anyone can sign anything.
const smallOrder = [
  "0000000000000000000000000000000000000000000000000000000000000000",
  "0100000000000000000000000000000000000000000000000000000000000000",
  "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
  "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
  "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
].map((hex) => Buffer.from(hex, "hex"));

export const nodePrimitives: ImmediatePrimitives & SignatureVerifier = {
  name: "node:crypto",
  randomBytes: (length) => randomFillSync(new Uint8Array(length)),
  // Copied into plain arrays: a Buffer's slice() would be a view where the protocol expects a copy. The hash comes as
  // text of one byte a character: a Buffer of its own for each takes half as long again.
  sha256: (bytes) => new Uint8Array(Buffer.from(hash("sha256", bytes, "binary"), "binary")),
  hmacSha256: (key, bytes) => new Uint8Array(createHmac("sha256", key).update(bytes).digest()),
  aes256gcm,
  x25519Public(secret) {
    const spki = createPublicKey(secretKeyObject(secret)).export({ format: "der", type: "spki" });
    return new Uint8Array(spki.subarray(x25519PublicPrefix.length));
  },
  x25519(secret, peer) {
    requireBytes(peer, keyBytes, "an X25519 public key");
    const privateKey = secretKeyObject(secret);
    const publicKey = publicKeyObject(x25519PublicPrefix, peer);
    try {
      return new Uint8Array(diffieHellman({ privateKey, publicKey }));
    } catch (cause) {
      // With both keys well-formed, an all-zero result is the only thing OpenSSL refuses.
      throw new ProtocolFailure("LOW_ORDER", "the Diffie-Hellman result is zero", { cause });
    }
  },
  ed25519Verify(key, message, signature) {
    if (key.length !== 32 || signature.length !== 64) return false;
    if (isRefusedPoint(key) || isRefusedPoint(signature.subarray(0, 32))) return false;
    return verify(null, message, publicKeyObject(ed25519PublicPrefix, key), signature);
  },
};

function aes256gcm(key: Uint8Array): Aead {
  requireBytes(key, keyBytes, "an AES key");
  const secret = createSecretKey(key); // a copy outside the heap; the caller may wipe its own
  return {
    seal(nonce, associated, plaintext) {
      requireBytes(nonce, nonceBytes, "a nonce");
      const cipher = createCipheriv(algorithm, secret, nonce, { authTagLength: tagBytes });
      cipher.setAAD(associated);
      const ciphertext = cipher.update(plaintext);
      cipher.final();
      return concat(ciphertext, cipher.getAuthTag());
    },
    open(nonce, associated, sealed) {
      requireBytes(nonce, nonceBytes, "a nonce");
      if (sealed.length < tagBytes) throw new ProtocolFailure("AEAD", "the frame does not open");
      const end = sealed.length - tagBytes;
      const decipher = createDecipheriv(algorithm, secret, nonce, { authTagLength: tagBytes });
      decipher.setAAD(associated);
      decipher.setAuthTag(sealed.subarray(end));
      const plaintext = decipher.update(sealed.subarray(0, end));
      try {
        decipher.final();
      } catch (cause) {
        plaintext.fill(0);
        throw new ProtocolFailure("AEAD", "the frame does not open", { cause });
      }
      return new Uint8Array(plaintext);
    },
  };
}

function secretKeyObject(secret: Uint8Array): KeyObject {
  requireBytes(secret, keyBytes, "an X25519 secret");
  const der = Buffer.concat([x25519SecretPrefix, secret]);
  const key = createPrivateKey({ key: der, format: "der", type: "pkcs8" });
  der.fill(0);
  return key;
}

/** What the phone refuses: small order, and a second spelling of a point. OpenSSL's versions differ. */
function isRefusedPoint(point: Uint8Array): boolean {
  const y = Buffer.from(point);
  y[31] = (y[31] ?? 0) & 0x7f; // the highest bit is the sign of x
  const unreduced = y[31] === 0x7f && y.subarray(1, 31).every((byte) => byte === 0xff);
  return (unreduced && (y[0] ?? 0) >= 0xed) || smallOrder.some((small) => small.equals(y));
}

function publicKeyObject(prefix: Uint8Array, raw: Uint8Array): KeyObject {
  return createPublicKey({ key: Buffer.concat([prefix, raw]), format: "der", type: "spki" });
}

function requireBytes(bytes: Uint8Array, length: number, what: string): void {
  if (bytes.length !== length) throw new RangeError(`expected ${what} of ${length} bytes`);
}
