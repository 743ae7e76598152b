// One direction of one stream, receiving side: puts chunks together, holds the peer to its credit and to
// the longest message it may send, and says when to grant more.

import { ProtocolFailure } from "./failure.ts";
import { creditBytes } from "./limits.ts";
import { type WireRecord, chunkFlag, recordKind } from "./records.ts";

/** Granting in halves keeps a sender going without a grant for every frame. */
const grantAt = creditBytes / 2;
const firstBufferBytes = 1_024;

export class IncomingLane {
  readonly #messageBytesMax: number;
  /** The beginning of a chunked message. One buffer, since a peer may send a byte per chunk. */
  #partial: Uint8Array | undefined;
  #length = 0;
  #window = creditBytes;

  constructor(messageBytesMax: number) {
    this.#messageBytesMax = messageBytesMax;
  }

  /** The message that this record completes, if it does. */
  accept(record: WireRecord): Uint8Array | undefined {
    this.#window -= record.body.length;
    if (this.#window < 0) throw new ProtocolFailure("CREDIT", "more was sent than was granted");
    return record.kind === recordKind.message ? this.#whole(record) : this.#chunk(record);
  }

  /** Bytes to grant now; 0 while there is enough left. */
  takeGrant(): number {
    const used = creditBytes - this.#window;
    if (used < grantAt) return 0;
    this.#window = creditBytes;
    return used;
  }

  #whole(record: WireRecord): Uint8Array {
    if (this.#partial !== undefined) throw broken("the rest of a chunked message");
    if (record.flags !== 0) throw broken("a message without flags");
    return record.body;
  }

  #chunk(record: WireRecord): Uint8Array | undefined {
    const first = (record.flags & chunkFlag.first) !== 0;
    const last = (record.flags & chunkFlag.last) !== 0;
    if (record.flags > (chunkFlag.first | chunkFlag.last)) throw broken("known chunk flags");
    if (first === (this.#partial !== undefined)) throw broken(first ? "no FIRST" : "FIRST");
    if (record.body.length === 0) throw broken("a chunk that is not empty");
    this.#append(record.body);
    if (!last) return undefined;
    const message = this.#partial?.slice(0, this.#length);
    this.#partial = undefined;
    this.#length = 0;
    return message;
  }

  #append(body: Uint8Array): void {
    const start = this.#length;
    const end = start + body.length;
    if (end > this.#messageBytesMax) {
      throw new ProtocolFailure("MESSAGE", `expected at most ${this.#messageBytesMax} bytes`);
    }
    let buffer = this.#partial ?? new Uint8Array(firstBufferBytes);
    if (end > buffer.length) {
      const larger = new Uint8Array(Math.max(end, Math.min(2 * end, this.#messageBytesMax)));
      larger.set(buffer.subarray(0, start));
      buffer = larger;
    }
    buffer.set(body, start);
    this.#partial = buffer;
    this.#length = end;
  }
}

function broken(expected: string): ProtocolFailure {
  return new ProtocolFailure("RECORD", `expected ${expected}`);
}
