// The short way of nearly every frame: sealed, from one end of a channel to the other, with no mark due.
// It does just what switchboard-state would, in a tenth of the steps: an object wakes for a few frames and
// sleeps again, so the engine seldom comes to compile its code, and every call on the way counts.

import { encodeAgentFrame, frameChannel, isEndToEnd } from "@longrein/protocol/envelope";
import type { Board } from "./board.ts";

export interface Passing<Line> {
  readonly to: Line;
  readonly bytes: Uint8Array;
}

/** What goes where, or undefined for whatever switchboard-state must look at. */
export function straightThrough<Line>(
  board: Board<Line>,
  line: Line,
  message: Uint8Array,
): Passing<Line> | undefined {
  if (line === board.agentLine) return toPhone(board, message);
  const seat = board.seat(line);
  return seat?.kind === "phone" ? toAgent(board, seat.channel, message) : undefined;
}

/**
 * The body stands behind five bytes that have been read, so the type is written over the last of them:
 * what leaves is the message that came, without a copy.
 */
function toPhone<Line>(board: Board<Line>, message: Uint8Array): Passing<Line> | undefined {
  const type = message[0];
  const bodyBytes = message.length - 5;
  if (!isEndToEnd(type, bodyBytes)) return undefined;
  const phone = board.phoneUnlessMarkDue(frameChannel(message), bodyBytes);
  if (phone === undefined) return undefined;
  message[4] = type;
  return { to: phone, bytes: message.subarray(4) };
}

function toAgent<Line>(
  board: Board<Line>,
  channel: number,
  message: Uint8Array,
): Passing<Line> | undefined {
  const type = message[0];
  const agent = board.agentLine;
  if (agent === undefined || !isEndToEnd(type, message.length - 1)) return undefined;
  return { to: agent, bytes: encodeAgentFrame(type, channel, message.subarray(1)) };
}
