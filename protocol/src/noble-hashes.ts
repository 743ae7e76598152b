// The hashes of the port on noble: at once and everywhere alike, which is what a handshake, a feed's chain and
// a card on the screen all need. WebCrypto's only come later.

import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import type { Primitives } from "./primitives.ts";

export const nobleHashes: Pick<Primitives, "sha256" | "hmacSha256"> = {
  sha256: (bytes) => sha256(bytes),
  hmacSha256: (key, bytes) => hmac(sha256, key, bytes),
};
