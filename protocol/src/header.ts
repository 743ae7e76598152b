// The clear header in front of the first handshake message. See docs/protocol.md, "Handshake".
//
//   u8 version 1 ‖ u8 suite 1 ‖ u8 mode ‖ id[16]         19 B      mode 1 pairing, 2 session
//
// It is part of the prologue: flipped in flight, the first message does not authenticate.

import { ByteReader, ascii, concat, u8 } from "./bytes.ts";
import { ProtocolFailure } from "./failure.ts";

export type Mode = "pair" | "session";

export interface Header {
  readonly mode: Mode;
  /** The offer's id when pairing, the device's slot in a session. */
  readonly id: Uint8Array;
}

export const headerBytes = 19;
const headerVersion = 1;
const suiteId = 1;

export function encodeHeader(header: Header): Uint8Array {
  return concat(u8(headerVersion), u8(suiteId), u8(header.mode === "pair" ? 1 : 2), header.id);
}

export function parseHeader(bytes: Uint8Array): Header {
  if (bytes.length !== headerBytes) throw new ProtocolFailure("HANDSHAKE", "expected a header");
  const reader = new ByteReader(bytes);
  const version = reader.u8();
  const suite = reader.u8();
  const mode = reader.u8();
  if (version !== headerVersion || suite !== suiteId) {
    throw new ProtocolFailure("VERSION", `unknown header version ${version} or suite ${suite}`);
  }
  if (mode !== 1 && mode !== 2) throw new ProtocolFailure("HANDSHAKE", `unknown mode ${mode}`);
  return { mode: mode === 1 ? "pair" : "session", id: reader.rest() };
}

export function prologue(header: Header, sessionId: Uint8Array): Uint8Array {
  return concat(ascii("longrein/1\0"), encodeHeader(header), sessionId);
}
