// One direction of one stream, receiving side: puts chunks together, holds the peer to its credit and to
// the longest message it may send, and says when to grant more.

import { concat } from "./bytes.ts";
import { ProtocolFailure } from "./failure.ts";
import { creditBytes } from "./limits.ts";
import { type WireRecord, chunkFlag, recordKind } from "./records.ts";

/** Granting in halves keeps a sender going without a grant for every frame. */
const grantAt = creditBytes / 2;

export class IncomingLane {
  readonly #messageBytesMax: number;
  #parts: Uint8Array[] | undefined;
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
    if (this.#parts !== undefined) throw broken("the rest of a chunked message");
    if (record.flags !== 0) throw broken("a message without flags");
    return record.body;
  }

  #chunk(record: WireRecord): Uint8Array | undefined {
    const first = (record.flags & chunkFlag.first) !== 0;
    const last = (record.flags & chunkFlag.last) !== 0;
    if (record.flags > (chunkFlag.first | chunkFlag.last)) throw broken("known chunk flags");
    if (first === (this.#parts !== undefined)) throw broken(first ? "no FIRST" : "FIRST");
    if (record.body.length === 0) throw broken("a chunk that is not empty");
    const parts = this.#parts ?? [];
    this.#length += record.body.length;
    if (this.#length > this.#messageBytesMax) {
      throw new ProtocolFailure("MESSAGE", `expected at most ${this.#messageBytesMax} bytes`);
    }
    parts.push(record.body);
    this.#parts = parts;
    if (!last) return undefined;
    this.#parts = undefined;
    this.#length = 0;
    return concat(...parts);
  }
}

function broken(expected: string): ProtocolFailure {
  return new ProtocolFailure("RECORD", `expected ${expected}`);
}
