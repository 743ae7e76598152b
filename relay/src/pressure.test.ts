// The bound on what a phone may leave unread, and what counts as having read it.

import { expect, test } from "vitest";
import {
  closeCode,
  encodeAgentFrame,
  encodePhoneFrame,
  errorCode,
  frameType,
} from "@longrein/protocol/envelope";
import { markEveryBytes, marksOwedMax, sealedBytesMax } from "@longrein/protocol/limits";
import type { Board } from "./board.ts";
import { frameOverheadBytes } from "./relay-limits.ts";
import { received } from "./switchboard-state.ts";
import {
  agentSeat,
  boardOf,
  bytes,
  everybody,
  phoneSeat,
  told,
  clock,
} from "./testing/board-fixture.ts";

const framesPerMark = Math.ceil(markEveryBytes / (sealedBytesMax + frameOverheadBytes));
const passed = `send ${frameType.data} 7 7 7 7 7`;
const marked = (mark: number) => [
  "phone 1: phone",
  `phone 1: send ${frameType.mark} ${Array(5).fill(mark).join(" ")}`,
];
const slow = [
  `phone 1: send ${frameType.error} ${errorCode.slowConsumer}`,
  "phone 1: left",
  `phone 1: close ${closeCode.slowConsumer}`,
  `agent: send ${frameType.close} 0 0 0 1`,
];

function send(board: Board<string>, channel: number, frames = 1, body = bytes(sealedBytesMax)) {
  for (let i = 0; i < frames; i++) {
    received(board, "agent", encodeAgentFrame(frameType.data, channel, body), clock);
  }
  return told(board).filter((effect) => !effect.endsWith(passed));
}

function echo(board: Board<string>, mark: number): string[] {
  received(board, "phone 1", encodePhoneFrame(frameType.mark, bytes(8, mark)), clock);
  return told(board);
}

test("a phone is sent a mark when so much was sent since the last, and no sooner", () => {
  const board = everybody();
  expect(send(board, 1, framesPerMark - 1)).toEqual([]);
  expect(send(board, 1)).toEqual(marked(1));
  expect(send(board, 1, framesPerMark - 1)).toEqual([]);
  expect(send(board, 1)).toEqual(marked(2));
});

test("one that sends no mark back is closed at the bound, and the other goes on", () => {
  const board = everybody();
  for (let i = 1; i <= marksOwedMax; i++) expect(send(board, 1, framesPerMark)).toEqual(marked(i));
  expect(send(board, 1, framesPerMark - 1)).toEqual([]);
  expect(send(board, 1)).toEqual(slow);
  expect(send(board, 1, framesPerMark)).toEqual([]);
  received(board, "agent", encodeAgentFrame(frameType.data, 2, bytes(512)), clock);
  expect(told(board)).toEqual([`phone 2: ${passed}`]);
});

test("frames are no sign of reading", () => {
  const board = everybody();
  let last: string[] = [];
  for (let i = 0; i < (marksOwedMax + 1) * framesPerMark; i++) {
    received(board, "phone 1", encodePhoneFrame(frameType.data, bytes(512)), clock);
    board.takeEffects();
    last = send(board, 1);
  }
  expect(last).toEqual(slow);
});

test("one that sends its marks back is never closed", () => {
  const board = everybody();
  for (let mark = 1; mark <= 100; mark++) {
    expect(send(board, 1, framesPerMark)).toEqual(marked(mark));
    if (mark > 3) expect(echo(board, mark - 3)).toEqual(["phone 1: phone"]);
  }
});

test.for([
  ["one never sent", 9],
  ["the second before the first", 2],
])("a mark that is not the oldest owed (%s) closes as a broken rule", ([, mark]) => {
  const board = everybody();
  send(board, 1, 2 * framesPerMark);
  expect(echo(board, Number(mark))).toContain(`phone 1: close ${closeCode.malformed}`);
});

test("a mark counts once, and none is owed at the start", () => {
  const board = everybody();
  send(board, 1, framesPerMark);
  echo(board, 1);
  expect(echo(board, 1)).toContain(`phone 1: close ${closeCode.malformed}`);
  const fresh = everybody();
  expect(echo(fresh, 1)).toContain(`phone 1: close ${closeCode.malformed}`);
});

test("a nap forgives nothing: marks are still owed, and the first frame after it brings the next", () => {
  const owed = [bytes(8, 201), bytes(8, 202), bytes(8, 203)];
  const board = boardOf([
    ["agent", agentSeat],
    ["phone 1", { ...phoneSeat(1), marks: owed }],
  ]);
  expect(send(board, 1, 1, bytes(512))).toEqual(marked(1));
  expect(echo(board, 201)).toEqual(["phone 1: phone"]);
  expect(send(board, 1, framesPerMark)).toEqual(marked(2));
  expect(send(board, 1, framesPerMark)).toEqual(slow);
});

test("what holding a small frame costs is counted too", () => {
  const board = everybody();
  const frames = Math.ceil(markEveryBytes / (1 + frameOverheadBytes));
  const tiny = encodeAgentFrame(frameType.handshake, 1, bytes(1));
  for (let i = 0; i < frames - 1; i++) received(board, "agent", tiny.slice(), clock);
  expect(told(board)).toHaveLength(frames - 1);
  received(board, "agent", tiny.slice(), clock);
  expect(told(board).slice(1)).toEqual(marked(1));
});
