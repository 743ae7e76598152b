// Bytes ↔ messages. Strict about what it understands, silent about what a newer peer adds: an unknown `t`
// or field is skipped unless the message says `crit:true`. See docs/protocol.md, "Messages".

import { ProtocolFailure } from "./failure.ts";
import { commandBytesMax } from "./limits.ts";
import {
  type AgentMessage,
  type PhoneMessage,
  agentMessageShape,
  phoneMessageShape,
} from "./messages.ts";
import { type Shape, isRecord } from "./shape.ts";
import { parseStrictJson } from "./strict-json.ts";
import { fromUtf8, utf8 } from "./text.ts";
import { refuseUnknownFields } from "./unknown-fields.ts";

export const encodePhoneMessage = (message: PhoneMessage): Uint8Array<ArrayBuffer> =>
  encode(phoneMessageShape, message);
export const encodeAgentMessage = (message: AgentMessage): Uint8Array<ArrayBuffer> =>
  encode(agentMessageShape, message);

/** Undefined for a message of a kind this version does not know and need not. */
export function decodePhoneMessage(bytes: Uint8Array): PhoneMessage | undefined {
  if (bytes.length > commandBytesMax) {
    throw new ProtocolFailure("MESSAGE", `expected at most ${commandBytesMax} bytes`);
  }
  return decode(phoneMessageShape, bytes);
}

export const decodeAgentMessage = (bytes: Uint8Array): AgentMessage | undefined =>
  decode(agentMessageShape, bytes);

function encode<T>(shape: Shape<T>, message: T): Uint8Array<ArrayBuffer> {
  return utf8(JSON.stringify({ v: 1, ...(shape.plain(message) as object) }));
}

function decode<T extends { readonly t: string }>(
  shape: Shape<T>,
  bytes: Uint8Array,
): T | undefined {
  const value = parseStrictJson(fromUtf8(bytes));
  if (!isRecord(value) || value["v"] !== 1 || typeof value["t"] !== "string") {
    throw new ProtocolFailure("MESSAGE", "expected an object with v 1 and t");
  }
  const critical = value["crit"] === true;
  if (!critical && value["crit"] !== undefined && value["crit"] !== false) {
    throw new ProtocolFailure("MESSAGE", "expected true or false at crit");
  }
  try {
    const message = shape.parse(value, value["t"]);
    if (critical) {
      const { v: _version, crit: _critical, ...sent } = value;
      refuseUnknownFields(sent, shape.plain(message), value["t"]);
    }
    return message;
  } catch (failure) {
    const unknown = failure instanceof ProtocolFailure && failure.code === "UNSUPPORTED";
    if (unknown && !critical) return undefined;
    throw failure;
  }
}
