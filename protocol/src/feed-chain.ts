// The chain over a feed's events: each hash covers the one before, so that a reader who holds one hash
// notices any change of what came earlier. See docs/protocol.md, "Feeds".
//
//   chain_0 = SHA-256("longrein/1 feed\0" ‖ epoch[8] ‖ feed name)
//   chain_n = SHA-256(chain_{n-1} ‖ event_n)          event_n = the event's exact UTF-8 bytes

import { ascii, concat } from "./bytes.ts";
import type { Primitives } from "./primitives.ts";
import { utf8 } from "./text.ts";

type Hash = Pick<Primitives, "sha256">;

export function chainStart(hash: Hash, epoch: Uint8Array, feed: string): Uint8Array {
  if (epoch.length !== 8) throw new RangeError("expected an epoch of 8 bytes");
  return hash.sha256(concat(ascii("longrein/1 feed\0"), epoch, utf8(feed)));
}

export function chainNext(hash: Hash, chain: Uint8Array, event: Uint8Array): Uint8Array {
  return hash.sha256(concat(chain, event));
}
