// A sealed conversation: messages in, frames out, and back. Packs records into frames, keeps to the
// peer's credit, puts chunks together, ends for good on the first broken rule. No I/O: frames leave
// through the `write` that is handed in, in the order in which they must go on the wire.
// See docs/protocol.md, "Records" and "Streams".

import { ByteReader, u32, u64, u8 } from "./bytes.ts";
import { ProtocolFailure } from "./failure.ts";
import { IncomingLane } from "./incoming-lane.ts";
import { openStreamsMax } from "./limits.ts";
import { OutgoingLane, type Outgoing } from "./outgoing-lane.ts";
import {
  type WireRecord,
  encodeRecords,
  parseRecords,
  plaintextBytesMax,
  recordBytes,
  recordKind,
} from "./records.ts";
import { Session } from "./session.ts";
import type { CipherState } from "./noise/cipher-state.ts";

/** Why an end closed a channel, authenticated. Closed list; an unknown number reads as "done". */
export const closeReasons = [
  "done",
  "protocol",
  "revoked",
  "unauthorised",
  "update-required",
  "renewing",
  "replaced",
  "shutdown",
] as const;
export type CloseReason = (typeof closeReasons)[number];

export type ChannelInput =
  | { readonly kind: "message"; readonly bytes: Uint8Array }
  | { readonly kind: "closed"; readonly reason: CloseReason };

export interface ChannelOptions {
  readonly keys: { readonly send: CipherState; readonly receive: CipherState };
  /** The longest message the peer may send. */
  readonly receiveBytesMax: number;
  write(sealed: Uint8Array): void;
}

/** Stream 0 carries the conversation, 1 to 4 transfers beside it. */
const streams = Array.from({ length: openStreamsMax + 1 }, (_, stream) => stream);

export class Channel {
  readonly #session: Session;
  readonly #options: ChannelOptions;
  readonly #outgoing = streams.map((stream) => new OutgoingLane(stream));
  readonly #incoming: readonly IncomingLane[];
  readonly #control: WireRecord[] = [];
  #received = 0;
  /** Whole messages that have gone into frames. */
  #sent = 0;
  #acknowledged = 0;
  #pumping: Promise<void> | undefined;
  /** CLOSE stands in the queue: it is the last word. */
  #closing = false;

  constructor(options: ChannelOptions) {
    this.#options = options;
    this.#session = new Session(options.keys);
    this.#incoming = streams.map(() => new IncomingLane(options.receiveBytesMax));
  }

  get ended(): boolean {
    return this.#session.dead;
  }

  /** How many of our messages the peer says it has received. */
  get acknowledged(): number {
    return this.#acknowledged;
  }

  /** Resolves when the message was written within the peer's credit; messages of a stream keep order. */
  send(bytes: Uint8Array, stream = 0): Promise<void> {
    const lane = this.#outgoing[stream];
    if (lane === undefined) throw new RangeError(`expected a stream from 0 to ${openStreamsMax}`);
    if (this.ended || this.#closing) return Promise.reject(endedFailure());
    return new Promise((resolve, reject) => {
      const settle = (failure?: ProtocolFailure) => (failure ? reject(failure) : resolve());
      lane.add({ bytes, settle });
      void this.#pump();
    });
  }

  /** Tells the peer how much has arrived; one acknowledgement stands for all that still wait. */
  acknowledge(): void {
    const waiting = this.#control.findIndex((record) => record.kind === recordKind.ack);
    if (waiting >= 0) this.#control.splice(waiting, 1);
    this.#queueControl(recordKind.ack, 0, u64(this.#received));
  }

  async receive(sealed: Uint8Array): Promise<ChannelInput[]> {
    try {
      const records = parseRecords(await this.#session.open(sealed));
      const inputs = records.map((record) => this.#take(record));
      return inputs.filter((input) => input !== undefined);
    } catch (failure) {
      this.#end();
      if (failure instanceof ProtocolFailure) throw failure;
      throw new ProtocolFailure("RECORD", "expected well-formed records", { cause: failure });
    }
  }

  /**
   * Says why in an authenticated record, so that an ended conversation differs from a cut one. Nothing
   * may follow it: messages that wait are dropped, and their senders told. Await those that matter first.
   */
  async close(reason: CloseReason): Promise<void> {
    if (this.ended || this.#closing) return;
    this.#control.length = 0;
    this.#failWaiting();
    this.#queueControl(recordKind.close, 0, u8(closeReasons.indexOf(reason)));
    this.#closing = true;
    await this.#pump();
    this.#end();
  }

  /** Ends without a word, when the socket is gone. */
  drop(): void {
    this.#end();
  }

  #take(record: WireRecord): ChannelInput | undefined {
    if (this.ended) throw new ProtocolFailure("RECORD", "expected nothing after CLOSE");
    switch (record.kind) {
      case recordKind.message:
      case recordKind.chunk:
        return this.#takeMessage(record);
      case recordKind.credit:
        this.#lane(this.#outgoing, record.stream).grant(fixed(record, 4).u32());
        void this.#pump();
        return undefined;
      case recordKind.ack:
        this.#takeAcknowledgement(fixed(record, 8).u64());
        return undefined;
      case recordKind.close:
        return this.#takeClose(fixed(record, 1).u8());
    }
  }

  #takeAcknowledgement(count: number): void {
    if (count > this.#sent) throw new ProtocolFailure("RECORD", "more was received than was sent");
    this.#acknowledged = Math.max(this.#acknowledged, count);
  }

  #takeMessage(record: WireRecord): ChannelInput | undefined {
    const lane = this.#lane(this.#incoming, record.stream);
    const bytes = lane.accept(record);
    if (bytes !== undefined) this.#received++;
    const grant = lane.takeGrant();
    if (grant > 0) {
      this.#queueControl(recordKind.credit, record.stream, u32(grant));
      this.acknowledge();
    }
    return bytes === undefined ? undefined : { kind: "message", bytes };
  }

  #takeClose(reason: number): ChannelInput {
    this.#end();
    return { kind: "closed", reason: closeReasons[reason] ?? "done" };
  }

  #lane<L>(lanes: readonly L[], stream: number): L {
    const lane = lanes[stream];
    if (lane === undefined) {
      throw new ProtocolFailure("RECORD", `expected at most ${openStreamsMax} streams`);
    }
    return lane;
  }

  #queueControl(kind: WireRecord["kind"], stream: number, body: Uint8Array): void {
    if (this.ended || this.#closing) return;
    this.#control.push({ kind, flags: 0, stream, body });
    void this.#pump();
  }

  /** One at a time; whoever queues while it runs is served by it. */
  #pump(): Promise<void> {
    this.#pumping ??= this.#writeFrames();
    return this.#pumping;
  }

  async #writeFrames(): Promise<void> {
    let completed: readonly Outgoing[] = [];
    try {
      for (;;) {
        // Everything queued in this turn of the event loop shares a frame.
        await Promise.resolve();
        const frame = this.#nextFrame();
        if (frame.records.length === 0) break;
        completed = frame.completed;
        this.#options.write(await this.#session.seal(encodeRecords(frame.records)));
        for (const message of completed) message.settle();
      }
    } catch {
      this.#end();
      // No lane holds these any more; settling one that was settled changes nothing.
      for (const message of completed) message.settle(endedFailure());
    }
    // In the same turn as the last look at the queues, so that nobody's message is left behind.
    this.#pumping = undefined;
  }

  #nextFrame(): { records: WireRecord[]; completed: Outgoing[] } {
    const records: WireRecord[] = this.#control.splice(0);
    const completed: Outgoing[] = [];
    let room = plaintextBytesMax - records.reduce((sum, record) => sum + recordBytes(record), 0);
    for (const lane of this.#outgoing) {
      for (let next = lane.next(room); next !== undefined; next = lane.next(room)) {
        records.push(next.record);
        if (next.completes !== undefined) completed.push(next.completes);
        room -= recordBytes(next.record);
      }
    }
    this.#sent += completed.length;
    return { records, completed };
  }

  #end(): void {
    this.#session.end();
    this.#failWaiting();
  }

  #failWaiting(): void {
    for (const lane of this.#outgoing) lane.fail(endedFailure());
  }
}

function fixed(record: WireRecord, length: number): ByteReader {
  if (record.body.length !== length || record.flags !== 0) {
    throw new ProtocolFailure("RECORD", `expected a body of ${length} bytes and no flags`);
  }
  if (record.stream !== 0 && record.kind !== recordKind.credit) {
    throw new ProtocolFailure("RECORD", "expected the conversation as a whole, stream 0");
  }
  return new ByteReader(record.body);
}

function endedFailure(): ProtocolFailure {
  return new ProtocolFailure("CLOSED", "the channel has ended");
}
