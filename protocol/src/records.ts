// What is inside a sealed frame: records, then zeros up to the bucket. See docs/protocol.md, "Records".
//
//   u8 kind ‖ u8 flags ‖ u16 stream ‖ u32 length ‖ body        then kind 0 and zeros only
//
//   kind     flags           stream   body
//   1 MSG    0               0…4      UTF-8 JSON
//   2 CHUNK  1 FIRST 2 LAST  0…4      a part of a message longer than a frame
//   3 CREDIT 0               0…4      u32 bytes granted
//   4 ACK    0               0        u64 messages received so far on this channel
//   5 CLOSE  0               0        u8 reason
//
// Kinds from 0x40 on are skipped when unknown; unknown ones below end the session.

import { ByteReader, concat, isAllZero, u16, u32, u8 } from "./bytes.ts";
import { isBucket } from "./envelope.ts";
import { ProtocolFailure } from "./failure.ts";
import { recordHeaderBytes, sealedBytesMax, sealedBytesMin } from "./limits.ts";

export const recordKind = { message: 1, chunk: 2, credit: 3, ack: 4, close: 5 } as const;
export type RecordKind = (typeof recordKind)[keyof typeof recordKind];

export const chunkFlag = { first: 1, last: 2 } as const;

/** The kinds a peer may send that we do not know and may skip. */
const skippableFrom = 0x40;
const tagBytes = 16;

/** What one frame can carry, record headers included. */
export const plaintextBytesMax = sealedBytesMax - tagBytes;
export const recordBodyBytesMax = plaintextBytesMax - recordHeaderBytes;

export interface WireRecord {
  readonly kind: RecordKind;
  readonly flags: number;
  readonly stream: number;
  readonly body: Uint8Array;
}

export function recordBytes(record: WireRecord): number {
  return recordHeaderBytes + record.body.length;
}

/** Plaintext whose sealed form has exactly the length of a bucket. */
export function encodeRecords(records: readonly WireRecord[]): Uint8Array {
  const length = records.reduce((sum, record) => sum + recordBytes(record), 0);
  let bucket: number = sealedBytesMin;
  while (bucket - tagBytes < length) bucket *= 2;
  if (!isBucket(bucket)) throw new RangeError("records do not fit a frame");
  // Written in place: what is not written stays zero, which is the padding.
  const plaintext = new Uint8Array(bucket - tagBytes);
  let place = 0;
  for (const { kind, flags, stream, body } of records) {
    plaintext.set(concat(u8(kind), u8(flags), u16(stream), u32(body.length)), place);
    plaintext.set(body, place + recordHeaderBytes);
    place += recordHeaderBytes + body.length;
  }
  return plaintext;
}

export function parseRecords(plaintext: Uint8Array): WireRecord[] {
  if (!isBucket(plaintext.length + tagBytes)) throw broken("the length of a bucket");
  const reader = new ByteReader(plaintext);
  const records: WireRecord[] = [];
  while (reader.remaining > 0) {
    const kind = reader.u8();
    if (kind === 0) {
      if (!isPadding(plaintext.subarray(plaintext.length - reader.remaining)))
        throw broken("zeros after the last record");
      break;
    }
    const record = parseRecord(kind, reader);
    if (record !== undefined) records.push(record);
  }
  return records;
}

function parseRecord(kind: number, reader: ByteReader): WireRecord | undefined {
  if (reader.remaining < recordHeaderBytes - 1) throw broken("a whole record header");
  const flags = reader.u8();
  const stream = reader.u16();
  const length = reader.u32();
  if (length > reader.remaining) throw broken("a record within the frame");
  const body = reader.take(length);
  const known = Object.values(recordKind).find((value) => value === kind);
  if (known !== undefined) return { kind: known, flags, stream, body };
  if (kind < skippableFrom) throw broken("a known record kind");
  return undefined;
}

/** Padding is up to half of a frame, so it is looked at four bytes at a time where they are aligned. */
function isPadding(bytes: Uint8Array): boolean {
  if (bytes.length < 8) return isAllZero(bytes);
  const start = (4 - (bytes.byteOffset % 4)) % 4;
  const end = start + 4 * Math.floor((bytes.length - start) / 4);
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset + start, (end - start) / 4);
  let seen = 0;
  for (let i = 0; i < words.length; i++) seen |= words[i] ?? 0;
  return seen === 0 && isAllZero(bytes.subarray(0, start)) && isAllZero(bytes.subarray(end));
}

function broken(expected: string): ProtocolFailure {
  return new ProtocolFailure("RECORD", `expected ${expected}`);
}
