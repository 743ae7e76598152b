// What a phone's socket may say, and what follows: AUTH → OK and OPEN, then frames for its agent. A phone
// is judged by the table its agent gave; a capability opens a channel number and nothing beyond it.

import {
  type Admission,
  type Frame,
  closeCode,
  errorCode,
  frameType,
  parsePhoneAuth,
  sameId,
} from "@longrein/protocol/envelope";
import { ProtocolFailure } from "@longrein/protocol/failure";
import type { Board } from "./board.ts";
import { channelMax } from "./relay-limits.ts";
import type { AdmissionTable, SeatOf } from "./seat.ts";

export function phoneSent<Line>(
  board: Board<Line>,
  line: Line,
  seat: SeatOf<"phone-silent" | "phone-asking" | "phone">,
  frame: Frame,
): void {
  switch (seat.kind) {
    case "phone-silent":
      return takeAuth(board, line, seat, frame);
    case "phone-asking":
      throw outOfTurn("nothing before OK");
    case "phone":
      return takeFrame(board, line, seat, frame);
  }
}

function takeAuth<Line>(
  board: Board<Line>,
  line: Line,
  seat: SeatOf<"phone-silent">,
  frame: Frame,
): void {
  if (frame.type !== frameType.auth) throw outOfTurn("AUTH");
  const { id, capability } = parsePhoneAuth(frame.body);
  board.sitBriefly(line, { kind: "phone-asking", since: seat.since, id });
  board.ask({ do: "hash-capability", line, capability });
}

export interface PhoneQuestion {
  /** SHA-256 of the capability, the answer to "hash-capability". */
  readonly capabilityHash: Uint8Array;
  readonly now: number;
  readonly phonesMax: number;
  /** Handed in because the platform has one that takes the same time for every difference. */
  equal(left: Uint8Array, right: Uint8Array): boolean;
}

export function judgePhone<Line>(board: Board<Line>, line: Line, question: PhoneQuestion): void {
  const seat = board.seat(line);
  if (seat?.kind !== "phone-asking") return;
  const table = board.agent?.seat.table;
  if (table === undefined) {
    // Nobody is there who could say whether this phone is welcome; it dials again later.
    return board.refuse(line, errorCode.busy, { code: closeCode.busy, reason: "agent offline" });
  }
  if (!isAdmitted(table, seat.id, question)) {
    const close = { code: closeCode.refused, reason: "not admitted" };
    return board.refuse(line, errorCode.refused, close);
  }
  if (board.phoneCount >= question.phonesMax && !replaceOlder(board, seat.id)) {
    const close = { code: closeCode.busy, reason: "too many phones" };
    return board.refuse(line, errorCode.busy, close);
  }
  connect(board, line, seat);
}

function isAdmitted(table: AdmissionTable, id: Uint8Array, question: PhoneQuestion): boolean {
  const row = table.rows.find((candidate) => sameId(candidate.id, id));
  // Compared in any case, so that an unknown id takes as long as a wrong capability.
  const hash = row?.capabilityHash ?? new Uint8Array(32);
  const matches = question.equal(hash, question.capabilityHash);
  return matches && row !== undefined && !hasExpired(row, table, question.now);
}

function hasExpired(row: Admission, table: AdmissionTable, now: number): boolean {
  return row.seconds !== 0 && now >= table.arrivedAt + row.seconds * 1_000;
}

/** With no seat free, a phone that changed networks takes the place of its own dead socket. */
function replaceOlder<Line>(board: Board<Line>, id: Uint8Array): boolean {
  const older = board.phones().find((phone) => sameId(phone.seat.id, id));
  if (older === undefined) return false;
  const close = { code: closeCode.replaced, reason: "replaced by a newer socket of this phone" };
  board.refuse(older.line, errorCode.replaced, close);
  phoneWentAway(board, older.seat);
  return true;
}

function connect<Line>(board: Board<Line>, line: Line, seat: SeatOf<"phone-asking">): void {
  const agent = board.agent;
  if (agent === undefined) return;
  const channel = agent.seat.nextChannel;
  if (channel > channelMax) {
    return board.refuse(line, errorCode.busy, { code: closeCode.busy, reason: "channels used up" });
  }
  board.sit(agent.line, { ...agent.seat, nextChannel: channel + 1 });
  board.admit(line, { kind: "phone", channel, id: seat.id, marks: [] });
  board.toPhone(line, frameType.ok);
  board.toAgent(agent.line, frameType.open, channel, seat.id);
  board.toPhone(line, frameType.open);
}

export function phoneWentAway<Line>(board: Board<Line>, phone: SeatOf<"phone">): void {
  const agent = board.agent;
  if (agent !== undefined) board.toAgent(agent.line, frameType.close, phone.channel);
}

function takeFrame<Line>(
  board: Board<Line>,
  line: Line,
  seat: SeatOf<"phone">,
  frame: Frame,
): void {
  switch (frame.type) {
    case frameType.handshake:
    case frameType.data:
    case frameType.pake: {
      const agent = board.agent;
      if (agent !== undefined) board.toAgent(agent.line, frame.type, seat.channel, frame.body);
      return;
    }
    case frameType.mark:
      return takeMark(board, line, seat, frame.body);
    case frameType.close:
      board.close(line, 1000, "bye");
      return phoneWentAway(board, seat);
    case frameType.challenge:
    case frameType.proof:
    case frameType.auth:
    case frameType.ok:
    case frameType.error:
    case frameType.open:
      throw outOfTurn("a frame for the agent");
  }
}

/** Marks come back in the order in which they were sent, or they prove nothing. */
function takeMark<Line>(
  board: Board<Line>,
  line: Line,
  seat: SeatOf<"phone">,
  mark: Uint8Array,
): void {
  const [oldest, ...marks] = seat.marks;
  if (oldest === undefined || !sameId(oldest, mark)) throw outOfTurn("the oldest mark owed");
  board.sit(line, { ...seat, marks });
}

function outOfTurn(expected: string): ProtocolFailure {
  return new ProtocolFailure("FRAME", `expected ${expected}`);
}
