// What a socket remembers through hibernation, at most 16,384 bytes: written when a seat changes, read
// once after a wake, never on the way of a frame. A socket whose attachment does not parse (an older
// deployment's, say) is not guessed at but closed.

import { encodeAdmissions, markBytes, parseAdmissions } from "@longrein/protocol/envelope";
import { marksOwedMax } from "@longrein/protocol/limits";
import { channelMax } from "./relay-limits.ts";
import type { AdmissionTable, Seat } from "./seat.ts";

const version = 2;

type Attachment = Readonly<Record<string, string | number | Uint8Array | readonly Uint8Array[]>>;

export function encodeSeat(seat: Seat): Attachment {
  switch (seat.kind) {
    case "agent-challenged": {
      const { kind, since, nonce, host } = seat;
      return { version, kind, since, nonce, host };
    }
    case "phone-silent":
      return { version, kind: seat.kind, since: seat.since };
    case "agent": {
      const { kind, nextChannel, table } = seat;
      if (table === undefined) return { version, kind, nextChannel };
      const { arrivedAt } = table;
      return { version, kind, nextChannel, arrivedAt, rows: encodeAdmissions(table.rows) };
    }
    case "phone": {
      const { kind, channel, id, marks } = seat;
      return { version, kind, channel, id, marks };
    }
    case "left":
      return { version, kind: seat.kind };
    case "agent-proving":
    case "phone-asking":
      // A check does not outlive the object: the socket waits on with its earlier seat and times out.
      throw new RangeError(`expected a seat that lasts, got ${seat.kind}`);
  }
}

/** Undefined for anything that encodeSeat would not have written. */
export function parseSeat(attachment: unknown): Seat | undefined {
  const fields = new Map(Object.entries(attachment ?? {}));
  if (fields.get("version") !== version) return undefined;
  try {
    return seatFrom(fields);
  } catch {
    return undefined;
  }
}

function seatFrom(fields: ReadonlyMap<string, unknown>): Seat | undefined {
  switch (fields.get("kind")) {
    case "agent-challenged": {
      const since = timeFrom(fields.get("since"));
      return {
        kind: "agent-challenged",
        since,
        nonce: bytesFrom(fields.get("nonce"), 32),
        host: textFrom(fields.get("host")),
      };
    }
    case "phone-silent":
      return { kind: "phone-silent", since: timeFrom(fields.get("since")) };
    case "agent":
      return {
        kind: "agent",
        nextChannel: channelFrom(fields.get("nextChannel")),
        table: tableFrom(fields),
      };
    case "phone":
      return {
        kind: "phone",
        channel: channelFrom(fields.get("channel")),
        id: bytesFrom(fields.get("id"), 16),
        marks: marksFrom(fields.get("marks")),
      };
    case "left":
      return { kind: "left" };
    default:
      return undefined;
  }
}

function tableFrom(fields: ReadonlyMap<string, unknown>): AdmissionTable | undefined {
  const rows = fields.get("rows");
  if (rows === undefined) return undefined;
  return { rows: parseAdmissions(bytesFrom(rows)), arrivedAt: timeFrom(fields.get("arrivedAt")) };
}

function marksFrom(value: unknown): Uint8Array[] {
  if (Array.isArray(value) && value.length <= marksOwedMax) {
    return value.map((mark: unknown) => bytesFrom(mark, markBytes));
  }
  throw new RangeError("expected marks");
}

function timeFrom(value: unknown): number {
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) return value;
  throw new RangeError("expected a time");
}

function channelFrom(value: unknown): number {
  const number = timeFrom(value);
  if (number >= 1 && number <= channelMax + 1) return number;
  throw new RangeError("expected a channel");
}

function bytesFrom(value: unknown, length?: number): Uint8Array {
  if (value instanceof Uint8Array && (length === undefined || value.length === length)) {
    return value;
  }
  throw new RangeError("expected bytes");
}

function textFrom(value: unknown): string {
  if (typeof value === "string" && value.length <= 255) return value;
  throw new RangeError("expected a host");
}
