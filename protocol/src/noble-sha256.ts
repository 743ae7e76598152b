// SHA-256 of the port on noble: at once and everywhere alike, which is what a handshake, a feed's chain and a card
// on the screen all need. WebCrypto's only comes later. Alone in its file: what shows cards needs no more of noble.

import { sha256 } from "@noble/hashes/sha2.js";
import type { Primitives } from "./primitives.ts";

export const nobleSha256: Pick<Primitives, "sha256"> = {
  sha256: (bytes) => sha256(bytes),
};
