// The outer frame: all that the relay may parse. See docs/protocol.md, "Frames".
//
//   phone leg   u8 type ‖ body
//   agent leg   u8 type ‖ u32 channel ‖ body        channel 0 = the relay itself
//
//   type            body                                             from → to
//   01 CHALLENGE    nonce[32] ‖ host (ASCII, 1..255)                 relay → agent
//   02 PROOF        relayKey[32] ‖ signature[64]                     agent → relay
//   03 AUTH         id[16] ‖ capability[16]                          phone → relay
//                   (id[16] ‖ SHA-256(capability)[32] ‖ u32 s)*      agent → relay, replaces the table
//   04 OK           empty                                            relay → agent, relay → phone
//   05 ERR          u8 code, for UPDATE_REQUIRED also u8 minimum     relay → either, agent → phone
//   06 OPEN         id[16] to the agent, empty to a phone            relay → either: your peer is there
//   07 CLOSE        empty                                            either way: that peer is gone
//   08 MARK         mark[8], unpredictable                           relay → phone, and back at once
//   10 HS           handshake bytes                                  end to end
//   11 DATA         one sealed frame, 512, 1024, … 32,768 bytes      end to end
//   20 PAKE         typed-code bytes                                 end to end

import { fromBase64url } from "./base64url.ts";
import { ByteReader, ascii, concat, equalBytes, u32, u8 } from "./bytes.ts";
import { ProtocolFailure } from "./failure.ts";
import {
  admissionsMax,
  frameBytesMax,
  handshakeBytesMax,
  pakeBytesMax,
  sealedBytesMax,
  sealedBytesMin,
} from "./limits.ts";

export const frameType = {
  challenge: 0x01,
  proof: 0x02,
  auth: 0x03,
  ok: 0x04,
  error: 0x05,
  open: 0x06,
  close: 0x07,
  mark: 0x08,
  handshake: 0x10,
  data: 0x11,
  pake: 0x20,
} as const;

export type FrameType = (typeof frameType)[keyof typeof frameType];

/** What a relay, or an agent before a session, may say in the clear. Hints, never commands. */
export const errorCode = {
  malformed: 1,
  refused: 2,
  slowConsumer: 3,
  updateRequired: 4,
  replaced: 5,
  busy: 6,
} as const;

export type ErrorCode = (typeof errorCode)[keyof typeof errorCode];

/** WebSocket close codes; 4000..4999 are an application's own. */
export const closeCode = {
  malformed: 4400,
  refused: 4401,
  silent: 4408,
  replaced: 4409,
  tooLarge: 1009,
  slowConsumer: 4413,
  updateRequired: 4426,
  busy: 4429,
} as const;

/** The WebSocket subprotocol; the session ID travels beside it as "s.<base64url>", never in a URL. */
export const subprotocol = "longrein.v1";
export const sessionIdBytes = 16;
export const admissionBytes = 16 + 32 + 4;
/** What a phone must have read to be able to send it back. */
export const markBytes = 8;

export interface Frame {
  readonly type: FrameType;
  readonly body: Uint8Array;
}

export interface ChannelFrame extends Frame {
  readonly channel: number;
}

/** A row of the agent's table of who may attach; after `seconds` the relay forgets it, 0 = never. */
export interface Admission {
  readonly id: Uint8Array;
  readonly capabilityHash: Uint8Array;
  readonly seconds: number;
}

const knownTypes = new Map<number, FrameType>(
  Object.values(frameType).map((known) => [known, known]),
);

export function encodePhoneFrame(type: FrameType, body: Uint8Array = new Uint8Array()): Uint8Array {
  return concat(u8(type), body);
}

export function encodeAgentFrame(
  type: FrameType,
  channel: number,
  body: Uint8Array = new Uint8Array(),
): Uint8Array {
  if (channel >>> 0 !== channel) throw new RangeError("expected a channel of four bytes");
  // Written in place: this is what the relay does for every frame of a phone's.
  const bytes = new Uint8Array(5 + body.length);
  bytes[0] = type;
  bytes[1] = channel >>> 24;
  bytes[2] = channel >>> 16;
  bytes[3] = channel >>> 8;
  bytes[4] = channel;
  bytes.set(body, 5);
  return bytes;
}

export function parsePhoneFrame(bytes: Uint8Array): Frame {
  return { type: checkedType(bytes, 1), body: bytes.subarray(1) };
}

export function parseAgentFrame(bytes: Uint8Array): ChannelFrame {
  return { type: checkedType(bytes, 5), channel: frameChannel(bytes), body: bytes.subarray(5) };
}

/** Where a frame of the agent's leg is going; its bytes have been checked. */
export function frameChannel(bytes: Uint8Array): number {
  const high = ((bytes[1] ?? 0) << 8) | (bytes[2] ?? 0);
  const low = ((bytes[3] ?? 0) << 8) | (bytes[4] ?? 0);
  return ((high << 16) | low) >>> 0;
}

/** Whether such a frame is for the other end, and nothing for the relay to read. */
export function isEndToEnd(type: number | undefined, bodyBytes: number): type is FrameType {
  if (type === frameType.data) return isBucket(bodyBytes);
  const isForPeer = type === frameType.handshake || type === frameType.pake;
  return isForPeer && bodyFits(type, bodyBytes);
}

function checkedType(bytes: Uint8Array, headerBytes: 1 | 5): FrameType {
  if (bytes.length < headerBytes) throw malformed("a frame header");
  if (bytes.length > frameBytesMax) throw malformed(`at most ${frameBytesMax} bytes`);
  const type = knownTypes.get(bytes[0] ?? 0);
  if (type === undefined) throw malformed("a known frame type");
  const fits = bodyFits(type, bytes.length - headerBytes);
  if (!fits) throw malformed("a body of the right length for its type");
  return type;
}

function bodyFits(type: FrameType, length: number): boolean {
  switch (type) {
    case frameType.data:
      return isBucket(length);
    case frameType.handshake:
      return length > 0 && length <= handshakeBytesMax;
    case frameType.pake:
      return length > 0 && length <= pakeBytesMax;
    case frameType.auth:
      return length <= admissionsMax * admissionBytes;
    case frameType.challenge:
      return length > 32 && length <= 32 + 255;
    case frameType.proof:
      return length === 96;
    case frameType.error:
      return length === 1 || length === 2;
    case frameType.open:
      return length === 16 || length === 0;
    case frameType.mark:
      return length === markBytes;
    case frameType.ok:
    case frameType.close:
      return length === 0;
  }
}

/** A power of two between the smallest and the largest sealed frame. */
export function isBucket(length: number): boolean {
  return length >= sealedBytesMin && length <= sealedBytesMax && (length & (length - 1)) === 0;
}

export function encodeChallenge(nonce: Uint8Array, host: string): Uint8Array {
  return concat(nonce, ascii(host));
}

export function parseChallenge(body: Uint8Array): { nonce: Uint8Array; host: string } {
  if (body.length > 32 + 255) throw malformed("a challenge");
  const nonce = body.slice(0, 32);
  const host = String.fromCharCode(...body.subarray(32));
  if (nonce.length !== 32 || !/^[\x21-\x7e]{1,255}$/.test(host)) throw malformed("a challenge");
  return { nonce, host };
}

/** What the agent signs with its relay key: the host it dialled, so that a challenge cannot be passed on. */
export function proofBytes(host: string, sessionId: Uint8Array, nonce: Uint8Array): Uint8Array {
  const dialled = ascii(host);
  return concat(ascii("longrein/1 relay"), u32(dialled.length), dialled, sessionId, nonce);
}

/** An id or capability as text, in subprotocols, settings and JSON: base64url in its one spelling. */
export function idFromText(text: string): Uint8Array | undefined {
  const id = fromBase64url(text);
  return id?.length === sessionIdBytes ? id : undefined;
}

export function sameId(left: Uint8Array, right: Uint8Array): boolean {
  return equalBytes(left, right);
}

/** What a session ID is the hash of: SHA-256 of these bytes, cut to 16. */
export function sessionIdPreimage(relayKey: Uint8Array): Uint8Array {
  return concat(ascii("longrein/1 aid"), relayKey);
}

export function encodePhoneAuth(id: Uint8Array, capability: Uint8Array): Uint8Array {
  return concat(id, capability);
}

export function parsePhoneAuth(body: Uint8Array): { id: Uint8Array; capability: Uint8Array } {
  if (body.length !== 32) throw malformed("an id and a capability");
  return { id: body.slice(0, 16), capability: body.slice(16) };
}

export function encodeAdmissions(rows: readonly Admission[]): Uint8Array {
  return concat(...rows.flatMap((row) => [row.id, row.capabilityHash, u32(row.seconds)]));
}

export function parseAdmissions(body: Uint8Array): Admission[] {
  if (body.length % admissionBytes !== 0) throw malformed("whole admission rows");
  const reader = new ByteReader(body);
  const rows: Admission[] = [];
  while (reader.remaining > 0) {
    rows.push({ id: reader.take(16), capabilityHash: reader.take(32), seconds: reader.u32() });
  }
  return rows;
}

function malformed(expected: string): ProtocolFailure {
  return new ProtocolFailure("FRAME", `expected ${expected}`);
}
