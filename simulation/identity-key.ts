// A phone's identity key whose secret a seed decides; the page's own never leaves its store.

import { createPrivateKey, createPublicKey, sign } from "node:crypto";
import type { Signer } from "@longrein/protocol";

// Node reads such a key as DER only; for Ed25519 that is a fixed prefix before the 32 secret bytes.
const secretPrefix = Buffer.from("302e020100300506032b657004220420", "hex");
const publicPrefixBytes = 12;

export function identityKey(secret: Uint8Array): Signer {
  const der = Buffer.concat([secretPrefix, secret]);
  const key = createPrivateKey({ key: der, format: "der", type: "pkcs8" });
  const spki = createPublicKey(key).export({ format: "der", type: "spki" });
  return {
    public: new Uint8Array(spki.subarray(publicPrefixBytes)),
    sign: (message) => new Uint8Array(sign(null, message, key)),
  };
}
