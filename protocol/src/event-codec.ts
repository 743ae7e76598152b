// Bytes ↔ events. The bytes an agent wrote are the bytes that are chained, stored and shown; a phone
// skips the kinds of a newer agent but still chains their bytes.

import { ProtocolFailure } from "./failure.ts";
import { type AgentEvent, eventShape } from "./events.ts";
import { parseStrictJson } from "./strict-json.ts";

/** What a coding agent prints may hold half a character, which no reader accepts: shown as U+FFFD. */
export function encodeEvent(event: AgentEvent): string {
  return JSON.stringify(eventShape.plain(event), (_, value: unknown) =>
    typeof value === "string" ? value.toWellFormed() : value,
  );
}

/** Undefined for a kind this version does not know. */
export function decodeEvent(body: string): AgentEvent | undefined {
  try {
    return eventShape.parse(parseStrictJson(body), "event");
  } catch (failure) {
    if (failure instanceof ProtocolFailure && failure.code === "UNSUPPORTED") return undefined;
    throw failure;
  }
}
