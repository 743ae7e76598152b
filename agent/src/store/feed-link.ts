// What the protocol's chainNext gives for a text, and the text's bytes: for whoever computes it for every event. The text
// is written once, behind the chain up to it, into room that is kept: to make room for each takes as long as the hash.

import type { Primitives } from "@longrein/protocol";

const chainBytes = 32;
/** More than most events take; a longer one is given room of its own. */
const roomBytes = 32 * 1_024;
/** One unit of a JavaScript string is at most this long. */
const unitBytesMax = 3;

export interface LinkedText {
  readonly chain: Uint8Array;
  /** Of the text; to be used before the next one is asked for. */
  readonly bytes: Uint8Array;
}

export class FeedLink {
  readonly #hash: Pick<Primitives, "sha256">;
  readonly #room = Buffer.allocUnsafeSlow(roomBytes);

  constructor(hash: Pick<Primitives, "sha256">) {
    this.#hash = hash;
  }

  next(chain: Uint8Array, text: string): LinkedText {
    if (chain.length !== chainBytes) throw new RangeError("expected a chain of 32 bytes");
    const room = this.#roomFor(text);
    room.set(chain);
    const end = chainBytes + room.write(text, chainBytes);
    return {
      chain: this.#hash.sha256(room.subarray(0, end)),
      bytes: room.subarray(chainBytes, end),
    };
  }

  #roomFor(text: string): Buffer {
    if (chainBytes + text.length * unitBytesMax <= roomBytes) return this.#room;
    return Buffer.allocUnsafeSlow(chainBytes + Buffer.byteLength(text));
  }
}
