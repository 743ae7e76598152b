// A board with somebody in every kind of seat, and its effects in short: what one would say of them.

import { Board, type Effect } from "../board.ts";
import type { Seat, SeatOf } from "../seat.ts";

export const now = 1_000_000;
export const clock = () => now;
export const bytes = (length: number, fill = 7) => new Uint8Array(length).fill(fill);
export const id = (fill: number) => bytes(16, fill);
export const row = { id: id(1), capabilityHash: bytes(32, 9), seconds: 0 };
export const table = { rows: [row], arrivedAt: now };
export const agentSeat: SeatOf<"agent"> = { kind: "agent", nextChannel: 3, table };
const challenged: Seat = {
  kind: "agent-challenged",
  since: now,
  nonce: bytes(32),
  host: "relay.test",
};
const silent: Seat = { kind: "phone-silent", since: now };
export const asking: Seat = { kind: "phone-asking", since: now, id: id(1) };
export const phoneSeat = (channel: number): SeatOf<"phone"> => ({
  kind: "phone",
  channel,
  id: id(channel),
  marks: [],
});

/** Remembered, as after a nap. Marks are counted up from 1, so that a test can predict them. */
export function boardOf(entries: Iterable<readonly [string, Seat]> = []): Board<string> {
  let marks = 0;
  return new Board<string>(() => bytes(8, ++marks), entries);
}

export function everybody(): Board<string> {
  const board = boardOf([
    ["agent", agentSeat],
    ["stranger", silent],
    ["second agent", challenged],
  ]);
  for (const channel of [1, 2]) board.admit(`phone ${channel}`, phoneSeat(channel));
  board.takeEffects();
  return board;
}

export function told(board: Board<string>): string[] {
  return board.takeEffects().map((effect) => `${effect.line}: ${brief(effect)}`);
}

function brief(effect: Effect<string>): string {
  switch (effect.do) {
    case "send":
      return `send ${Array.from(effect.bytes.slice(0, 6)).join(" ")}`;
    case "remember":
      return effect.seat.kind;
    case "close":
      return `close ${effect.code}`;
    case "check-proof":
      return `check proof for ${effect.host}`;
    case "hash-capability":
      return `hash ${effect.capability.length} bytes`;
  }
}
