// Who may attach, whose line goes where, what is dropped, who is told: every decision of the relay about
// a session's sockets, without a socket, a clock or a key. Each function changes the board; what is to be
// done is then on board.takeEffects(). See docs/protocol.md, "Relay".

import {
  closeCode,
  encodeChallenge,
  errorCode,
  frameType,
  parseAgentFrame,
  parsePhoneFrame,
} from "@longrein/protocol/envelope";
import { frameBytesMax, proveWithinMs } from "@longrein/protocol/limits";
import { agentSent, agentWentAway, judgeProof } from "./agent-leg.ts";
import type { Board } from "./board.ts";
import { judgePhone, phoneSent, phoneWentAway } from "./phone-leg.ts";
import { unprovedPerLegMax } from "./relay-limits.ts";
import { type Seat, waitingSince } from "./seat.ts";

export { judgePhone, judgeProof };

export function agentAttached<Line>(
  board: Board<Line>,
  line: Line,
  challenge: { now: number; nonce: Uint8Array; host: string },
): void {
  const { now, nonce, host } = challenge;
  makeRoom(board, ["agent-challenged", "agent-proving"]);
  board.sit(line, { kind: "agent-challenged", since: now, nonce, host });
  board.toAgent(line, frameType.challenge, 0, encodeChallenge(nonce, host));
}

export function phoneAttached<Line>(board: Board<Line>, line: Line, now: number): void {
  makeRoom(board, ["phone-silent", "phone-asking"]);
  board.sit(line, { kind: "phone-silent", since: now });
}

/** Whoever is first to prove itself gets in, so a crowd of silent strangers cannot keep others out. */
function makeRoom<Line>(board: Board<Line>, kinds: readonly Seat["kind"][]): void {
  const waiting = board.entries().filter(([, seat]) => kinds.includes(seat.kind));
  const oldest = waiting[0];
  if (oldest === undefined || waiting.length < unprovedPerLegMax) return;
  board.refuse(oldest[0], errorCode.busy, { code: closeCode.busy, reason: "too many waiting" });
}

/**
 * One message from a socket. A string is never right: "ping" is answered before it comes this far. The
 * clock is asked only where time matters, which is for no frame that is passed on.
 */
export function received<Line>(
  board: Board<Line>,
  line: Line,
  message: string | Uint8Array,
  clock: () => number,
): void {
  const seat = board.seat(line);
  if (seat === undefined || seat.kind === "left") return;
  if (typeof message === "string") return breakOff(board, line, malformed);
  if (message.length > frameBytesMax) return breakOff(board, line, tooLarge);
  try {
    take(board, line, seat, message, clock);
  } catch {
    breakOff(board, line, malformed);
  }
}

/** Fixed reasons: nothing of what a peer sent goes back to it. */
const malformed = { code: closeCode.malformed, reason: "malformed or out of turn" };
const tooLarge = { code: closeCode.tooLarge, reason: "frame too large" };

function take<Line>(
  board: Board<Line>,
  line: Line,
  seat: Exclude<Seat, { kind: "left" }>,
  message: Uint8Array,
  clock: () => number,
): void {
  switch (seat.kind) {
    case "agent-challenged":
    case "agent-proving":
    case "agent":
      return agentSent(board, line, seat, parseAgentFrame(message), clock);
    case "phone-silent":
    case "phone-asking":
    case "phone":
      return phoneSent(board, line, seat, parsePhoneFrame(message));
  }
}

function breakOff<Line>(
  board: Board<Line>,
  line: Line,
  close: { code: number; reason: string },
): void {
  const before = board.seat(line);
  board.refuse(line, errorCode.malformed, close);
  tellPeers(board, before);
}

/** The socket is gone, by its own doing or the network's. */
export function wentAway<Line>(board: Board<Line>, line: Line): void {
  const before = board.seat(line);
  board.forget(line);
  tellPeers(board, before);
}

function tellPeers<Line>(board: Board<Line>, gone: Seat | undefined): void {
  if (gone?.kind === "agent") agentWentAway(board);
  if (gone?.kind === "phone") phoneWentAway(board, gone);
}

/** Closes whoever has not proved itself in time; returns when to look again, if anybody still waits. */
export function expire<Line>(board: Board<Line>, now: number): number | undefined {
  for (const [line, seat] of board.entries()) {
    const since = waitingSince(seat);
    if (since === undefined || since + proveWithinMs > now) continue;
    board.refuse(line, errorCode.refused, { code: closeCode.silent, reason: "not proved in time" });
  }
  return nextExpiry(board);
}

export function nextExpiry<Line>(board: Board<Line>): number | undefined {
  const waiting = board.entries().flatMap(([, seat]) => waitingSince(seat) ?? []);
  return waiting.length === 0 ? undefined : Math.min(...waiting) + proveWithinMs;
}
