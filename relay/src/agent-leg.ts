// What an agent's socket may say, and what follows: CHALLENGE → PROOF → OK, then its table and its phones'
// frames. A second agent takes over only after its own proof, so knowing a session ID displaces nobody.

import {
  type ChannelFrame,
  closeCode,
  errorCode,
  frameType,
  parseAdmissions,
} from "@longrein/protocol/envelope";
import { ProtocolFailure } from "@longrein/protocol/failure";
import type { Board } from "./board.ts";
import { passOn } from "./pressure.ts";
import type { SeatOf } from "./seat.ts";

/** The close code of a phone whose agent is gone or has let go of it: no fault of the phone. */
const goingAway = 1001;

export function agentSent<Line>(
  board: Board<Line>,
  line: Line,
  seat: SeatOf<"agent-challenged" | "agent-proving" | "agent">,
  frame: ChannelFrame,
  clock: () => number,
): void {
  switch (seat.kind) {
    case "agent-challenged":
      return takeProof(board, line, seat, frame);
    case "agent-proving":
      throw outOfTurn("nothing before OK");
    case "agent":
      return frame.channel === 0
        ? takeTable(board, line, seat, frame, clock())
        : takeChannelFrame(board, seat, frame);
  }
}

function takeProof<Line>(
  board: Board<Line>,
  line: Line,
  seat: SeatOf<"agent-challenged">,
  frame: ChannelFrame,
): void {
  if (frame.type !== frameType.proof || frame.channel !== 0) throw outOfTurn("PROOF");
  const { nonce, host, since } = seat;
  board.sitBriefly(line, { kind: "agent-proving", since });
  board.ask({ do: "check-proof", line, proof: frame.body.slice(), nonce, host });
}

/** The answer to "check-proof". */
export function judgeProof<Line>(board: Board<Line>, line: Line, genuine: boolean): void {
  if (board.seat(line)?.kind !== "agent-proving") return;
  if (!genuine) {
    const close = { code: closeCode.refused, reason: "proof refused" };
    return board.refuse(line, errorCode.refused, close);
  }
  const before = board.agent;
  if (before !== undefined) {
    const close = { code: closeCode.replaced, reason: "replaced by another agent socket" };
    board.refuse(before.line, errorCode.replaced, close);
    agentWentAway(board);
  }
  board.sit(line, { kind: "agent", nextChannel: 1, table: undefined });
  board.toAgent(line, frameType.ok, 0);
}

/** Phones belong to one agent socket; they dial again and resume with the next. */
export function agentWentAway<Line>(board: Board<Line>): void {
  for (const phone of board.phones()) letGo(board, phone.line);
}

function letGo<Line>(board: Board<Line>, phone: Line): void {
  board.toPhone(phone, frameType.close);
  board.close(phone, goingAway, "the agent is gone");
}

/** Says who may attach from now on. Who is attached already is the agent's to close, channel by channel. */
function takeTable<Line>(
  board: Board<Line>,
  line: Line,
  seat: SeatOf<"agent">,
  frame: ChannelFrame,
  now: number,
): void {
  if (frame.type !== frameType.auth) throw outOfTurn("AUTH");
  const rows = parseAdmissions(frame.body);
  board.sit(line, { ...seat, table: { rows, arrivedAt: now } });
}

function takeChannelFrame<Line>(
  board: Board<Line>,
  seat: SeatOf<"agent">,
  frame: ChannelFrame,
): void {
  if (frame.channel >= seat.nextChannel) throw outOfTurn("a channel that was opened");
  const phone = board.phoneAt(frame.channel);
  switch (frame.type) {
    case frameType.handshake:
    case frameType.data:
    case frameType.pake:
    case frameType.error:
      // A phone that has just left is no fault of the agent's: what was under way to it is dropped.
      if (phone !== undefined) passOn(board, phone.line, phone.seat, frame);
      return;
    case frameType.close:
      if (phone !== undefined) letGo(board, phone.line);
      return;
    case frameType.challenge:
    case frameType.proof:
    case frameType.auth:
    case frameType.ok:
    case frameType.open:
    case frameType.mark:
      throw outOfTurn("a frame for a phone");
  }
}

function outOfTurn(expected: string): ProtocolFailure {
  return new ProtocolFailure("FRAME", `expected ${expected}`);
}
