// A phone's capability, judged.

import { expect, test } from "vitest";
import { closeCode, errorCode } from "@longrein/protocol/envelope";
import { equalBytes } from "@longrein/protocol/bytes";
import { channelMax } from "./relay-limits.ts";
import type { SeatOf } from "./seat.ts";
import { judgePhone, wentAway } from "./switchboard-state.ts";
import {
  agentSeat,
  asking,
  boardOf,
  bytes,
  id,
  now,
  row,
  table,
  told,
} from "./testing/board-fixture.ts";

const question = {
  capabilityHash: row.capabilityHash,
  now,
  phonesMax: 8,
  equal: equalBytes,
};

test("an admitted phone gets the next channel, and all three hear of it in order", () => {
  const board = boardOf([
    ["agent", agentSeat],
    ["phone", asking],
  ]);
  judgePhone(board, "phone", question);
  expect(told(board)).toEqual([
    "agent: agent",
    "phone: phone",
    "phone: send 4",
    "agent: send 6 0 0 0 3 1",
    "phone: send 6",
  ]);
  expect(board.agent?.seat.nextChannel).toBe(4);
});

const refusedPhone = ["phone: send 5 2", "phone: left", `phone: close ${closeCode.refused}`];
const busyPhone = [
  `phone: send 5 ${errorCode.busy}`,
  "phone: left",
  `phone: close ${closeCode.busy}`,
];

test.for<[string, Partial<typeof question>, Partial<SeatOf<"agent">>, string[]]>([
  ["a wrong capability", { capabilityHash: bytes(32, 8) }, {}, refusedPhone],
  ["an unknown id", {}, { table: { ...table, rows: [{ ...row, id: id(2) }] } }, refusedPhone],
  [
    "an unknown id and a hash of zeros",
    { capabilityHash: bytes(32, 0) },
    { table: { ...table, rows: [] } },
    refusedPhone,
  ],
  [
    "an expired row",
    { now: now + 5_000 },
    { table: { ...table, rows: [{ ...row, seconds: 5 }] } },
    refusedPhone,
  ],
  ["no table yet", {}, { table: undefined }, busyPhone],
  ["used-up channels", {}, { nextChannel: channelMax + 1 }, busyPhone],
  ["no room", { phonesMax: 0 }, {}, busyPhone],
])("a phone with %s is turned away", ([, changedQuestion, changedSeat, expected]) => {
  const board = boardOf([
    ["agent", { ...agentSeat, ...changedSeat }],
    ["phone", asking],
  ]);
  judgePhone(board, "phone", { ...question, ...changedQuestion });
  expect(told(board)).toEqual(expected);
});

test("a row lasts until its last millisecond", () => {
  const rows = [{ ...row, seconds: 5 }];
  const board = boardOf([
    ["agent", { ...agentSeat, table: { rows, arrivedAt: now } }],
    ["phone", asking],
  ]);
  judgePhone(board, "phone", { ...question, now: now + 4_999 });
  expect(told(board)).toContain("phone: phone");
});

test("an agent that goes while a capability is hashed leaves nobody to judge it", () => {
  const board = boardOf([
    ["agent", agentSeat],
    ["phone", asking],
  ]);
  wentAway(board, "agent");
  judgePhone(board, "phone", question);
  expect(told(board)).toEqual(busyPhone);
});
