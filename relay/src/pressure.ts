// What is on its way to a phone has a bound. The runtime buffers whatever a phone leaves unread, and tells
// no one; so now and then the relay puts a MARK of unpredictable bytes into the stream, which the phone
// sends back at once. A socket keeps its order: who can send a mark back has read all that came before it,
// and no other sign of life counts as reading. See docs/protocol.md, "Marks".

import { closeCode, errorCode } from "@longrein/protocol/envelope";
import type { FrameType } from "@longrein/protocol/envelope";
import { marksOwedMax } from "@longrein/protocol/limits";
import type { Board } from "./board.ts";
import { phoneWentAway } from "./phone-leg.ts";
import type { SeatOf } from "./seat.ts";

/** Passes a frame of the agent's on, or closes a phone that owes too many marks to be sent any more. */
export function passOn<Line>(
  board: Board<Line>,
  line: Line,
  seat: SeatOf<"phone">,
  frame: { readonly type: FrameType; readonly body: Uint8Array },
): void {
  const isMarkDue = board.countUnmarked(seat, frame.body.length);
  if (!isMarkDue) return board.passToPhone(line, frame.type, frame.body);
  if (seat.marks.length >= marksOwedMax) return closeSlow(board, line, seat);
  board.passToPhone(line, frame.type, frame.body);
  board.mark(line, seat);
}

function closeSlow<Line>(board: Board<Line>, line: Line, seat: SeatOf<"phone">): void {
  const close = { code: closeCode.slowConsumer, reason: "slow consumer" };
  board.refuse(line, errorCode.slowConsumer, close);
  phoneWentAway(board, seat);
}
