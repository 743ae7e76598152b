// The relay's decisions as tables: who sits where, what arrives, what is to be done. Lines are words.

import { expect, test } from "vitest";
import {
  closeCode,
  encodeAdmissions,
  encodeAgentFrame,
  encodePhoneAuth,
  encodePhoneFrame,
  errorCode,
  frameType,
} from "@longrein/protocol/envelope";
import { frameBytesMax, proveWithinMs } from "@longrein/protocol/limits";
import {
  agentAttached,
  expire,
  nextExpiry,
  phoneAttached,
  received,
  wentAway,
} from "./switchboard-state.ts";
import { boardOf, bytes, everybody, id, now, row, told, clock } from "./testing/board-fixture.ts";

const data = bytes(512, 5);

test.for<[string, string | Uint8Array, string[]]>([
  ["agent", encodeAgentFrame(frameType.data, 2, data), ["phone 2: send 17 5 5 5 5 5"]],
  ["agent", encodeAgentFrame(frameType.handshake, 1, data), ["phone 1: send 16 5 5 5 5 5"]],
  ["agent", encodeAgentFrame(frameType.pake, 1, bytes(8)), ["phone 1: send 32 7 7 7 7 7"]],
  ["agent", encodeAgentFrame(frameType.error, 1, bytes(1, 2)), ["phone 1: send 5 2"]],
  [
    "agent",
    encodeAgentFrame(frameType.close, 1),
    ["phone 1: send 7", "phone 1: left", "phone 1: close 1001"],
  ],
  ["agent", encodeAgentFrame(frameType.auth, 0, encodeAdmissions([row, row])), ["agent: agent"]],
  ["phone 1", encodePhoneFrame(frameType.data, data), ["agent: send 17 0 0 0 1 5"]],
  ["phone 2", encodePhoneFrame(frameType.handshake, data), ["agent: send 16 0 0 0 2 5"]],
  ["phone 2", encodePhoneFrame(frameType.pake, bytes(8)), ["agent: send 32 0 0 0 2 7"]],
  [
    "phone 2",
    encodePhoneFrame(frameType.close),
    ["phone 2: left", "phone 2: close 1000", "agent: send 7 0 0 0 2"],
  ],
  [
    "stranger",
    encodePhoneFrame(frameType.auth, encodePhoneAuth(id(1), bytes(16))),
    ["stranger: hash 16 bytes"],
  ],
  [
    "second agent",
    encodeAgentFrame(frameType.proof, 0, bytes(96)),
    ["second agent: check proof for relay.test"],
  ],
  ["nobody", "whatever", []],
])("%s sends %j", ([line, message, expected]) => {
  const board = everybody();
  received(board, line, message, clock);
  expect(told(board)).toEqual(expected);
});

const phoneBreaks = [
  "phone 1: send 5 1",
  "phone 1: left",
  "phone 1: close 4400",
  "agent: send 7 0 0 0 1",
];
const agentBreaks = [
  "agent: send 5 0 0 0 0 1",
  "agent: left",
  "agent: close 4400",
  ...["phone 1", "phone 2"].flatMap((phone) => [
    `${phone}: send 7`,
    `${phone}: left`,
    `${phone}: close 1001`,
  ]),
];

test.for<[string, Uint8Array | string]>([
  ["text", "text"],
  ["empty", bytes(0)],
  ["unknown type", bytes(9, 0x55)],
  ["challenge", encodePhoneFrame(frameType.challenge, bytes(40))],
  ["proof", encodePhoneFrame(frameType.proof, bytes(96))],
  ["auth again", encodePhoneFrame(frameType.auth, bytes(32))],
  ["ok", encodePhoneFrame(frameType.ok)],
  ["error", encodePhoneFrame(frameType.error, bytes(1))],
  ["open", encodePhoneFrame(frameType.open)],
  ["a mark it was not sent", encodePhoneFrame(frameType.mark, bytes(8))],
  ["511 bytes of data", encodePhoneFrame(frameType.data, bytes(511))],
])("a phone out of turn (%s) is closed alone", ([, message]) => {
  const board = everybody();
  received(board, "phone 1", message, clock);
  expect(told(board)).toEqual(phoneBreaks);
});

test.for<[string, Uint8Array | string]>([
  ["text", "text"],
  ["no channel", bytes(4, frameType.data)],
  ["proof again", encodeAgentFrame(frameType.proof, 0, bytes(96))],
  ["data to the relay", encodeAgentFrame(frameType.data, 0, data)],
  ["close to the relay", encodeAgentFrame(frameType.close, 0)],
  ["a channel not opened yet", encodeAgentFrame(frameType.data, 3, data)],
  ["open", encodeAgentFrame(frameType.open, 1, id(1))],
  ["ok", encodeAgentFrame(frameType.ok, 1)],
  ["challenge", encodeAgentFrame(frameType.challenge, 1, bytes(40))],
  ["a mark", encodeAgentFrame(frameType.mark, 1, bytes(8))],
])("an agent out of turn (%s) is closed with its phones", ([, message]) => {
  const board = everybody();
  received(board, "agent", message, clock);
  expect(told(board)).toEqual(agentBreaks);
});

test("one byte too many closes with 1009 whoever sends it, and peers are told", () => {
  const long = bytes(frameBytesMax + 1, frameType.data);
  const board = everybody();
  received(board, "phone 1", long, clock);
  expect(told(board)).toEqual(phoneBreaks.map((line) => line.replace("4400", "1009")));
  received(board, "agent", long, clock);
  expect(told(board)).toContain("agent: close 1009");
});

test("who has left is not heard any more", () => {
  const board = everybody();
  received(board, "phone 1", "text", clock);
  board.takeEffects();
  received(board, "phone 1", encodePhoneFrame(frameType.data, data), clock);
  expect(told(board)).toEqual([]);
  wentAway(board, "phone 1");
  expect(told(board)).toEqual([]);
  expect(board.seat("phone 1")).toBeUndefined();
});

test("who has not proved itself in time is closed, nobody else; it is said when to look again", () => {
  const board = everybody();
  board.sit("late stranger", { kind: "phone-silent", since: now + 4_000 });
  board.takeEffects();
  expect(nextExpiry(board)).toBe(now + proveWithinMs);
  expect(expire(board, now + proveWithinMs - 1)).toBe(now + proveWithinMs);
  expect(told(board)).toEqual([]);
  expect(expire(board, now + proveWithinMs)).toBe(now + 4_000 + proveWithinMs);
  expect(told(board)).toEqual([
    "stranger: send 5 2",
    "stranger: left",
    `stranger: close ${closeCode.silent}`,
    "second agent: send 5 0 0 0 0 2",
    "second agent: left",
    `second agent: close ${closeCode.silent}`,
  ]);
  expect(expire(board, now + 4_000 + proveWithinMs)).toBeUndefined();
});

test("the ninth stranger of a leg pushes out the oldest, of the other leg nobody", () => {
  const board = boardOf();
  for (let i = 0; i < 8; i++) phoneAttached(board, `phone ${i}`, now);
  agentAttached(board, "agent", { now, nonce: bytes(32), host: "relay.test" });
  board.takeEffects();
  phoneAttached(board, "phone 8", now);
  expect(told(board)).toEqual([
    `phone 0: send 5 ${errorCode.busy}`,
    "phone 0: left",
    `phone 0: close ${closeCode.busy}`,
    "phone 8: phone-silent",
  ]);
});
