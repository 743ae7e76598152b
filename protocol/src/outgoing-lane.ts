// One direction of one stream, sending side: messages in order, cut into records as the peer's credit
// allows. A message that fits one record goes as MSG, a longer one as CHUNKs.

import { ProtocolFailure } from "./failure.ts";
import { creditBytes, recordHeaderBytes } from "./limits.ts";
import { type WireRecord, chunkFlag, recordBodyBytesMax, recordKind } from "./records.ts";

export interface Outgoing {
  readonly bytes: Uint8Array;
  /** Called when the last byte was written, or with why it never will be. */
  settle(failure?: ProtocolFailure): void;
}

export class OutgoingLane {
  readonly #stream: number;
  readonly #waiting: Outgoing[] = [];
  #offset = 0;
  #credit = creditBytes;

  constructor(stream: number) {
    this.#stream = stream;
  }

  add(message: Outgoing): void {
    this.#waiting.push(message);
  }

  grant(bytes: number): void {
    this.#credit += bytes;
    if (this.#credit > creditBytes) {
      throw new ProtocolFailure("CREDIT", "more was granted than was sent");
    }
  }

  /** The next record that fits `room`, and the message it completes. Undefined: nothing may go now. */
  next(room: number): { record: WireRecord; completes: Outgoing | undefined } | undefined {
    const message = this.#waiting[0];
    if (message === undefined || room <= recordHeaderBytes) return undefined;
    const single = this.#offset === 0 && message.bytes.length <= recordBodyBytesMax;
    return single ? this.#whole(message, room) : this.#chunk(message, room);
  }

  fail(failure: ProtocolFailure): void {
    for (const message of this.#waiting.splice(0)) message.settle(failure);
  }

  #whole(message: Outgoing, room: number) {
    const { length } = message.bytes;
    if (length > this.#credit || length + recordHeaderBytes > room) return undefined;
    this.#credit -= length;
    this.#waiting.shift();
    const record = {
      kind: recordKind.message,
      flags: 0,
      stream: this.#stream,
      body: message.bytes,
    };
    return { record, completes: message };
  }

  #chunk(message: Outgoing, room: number) {
    const left = message.bytes.length - this.#offset;
    const length = Math.min(left, this.#credit, room - recordHeaderBytes);
    if (length === 0) return undefined;
    const first = this.#offset === 0 ? chunkFlag.first : 0;
    const last = length === left ? chunkFlag.last : 0;
    const body = message.bytes.subarray(this.#offset, this.#offset + length);
    this.#credit -= length;
    this.#offset += length;
    if (last !== 0) {
      this.#offset = 0;
      this.#waiting.shift();
    }
    const record = { kind: recordKind.chunk, flags: first | last, stream: this.#stream, body };
    return { record, completes: last === 0 ? undefined : message };
  }
}
