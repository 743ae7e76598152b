// The hashes of the port on noble.

import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { nobleSha256 } from "./noble-sha256.ts";
import type { Primitives } from "./primitives.ts";

export const nobleHashes: Pick<Primitives, "sha256" | "hmacSha256"> = {
  ...nobleSha256,
  hmacSha256: (key, bytes) => hmac(sha256, key, bytes),
};
