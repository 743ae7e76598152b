// What a socket remembers comes back as it was, fits, and is refused when it is anything else.

import { expect, test } from "vitest";
import { admissionsMax } from "@longrein/protocol/limits";
import { attachmentBytesMax } from "./relay-limits.ts";
import type { Seat } from "./seat.ts";
import { encodeSeat, parseSeat } from "./socket-attachment.ts";

const bytes = (length: number) => crypto.getRandomValues(new Uint8Array(length));
const row = () => ({ id: bytes(16), capabilityHash: bytes(32), seconds: 300 });

const seats: readonly Seat[] = [
  { kind: "agent-challenged", since: 1, nonce: bytes(32), host: "x".repeat(255) },
  { kind: "phone-silent", since: Date.now() },
  { kind: "agent", nextChannel: 1, table: undefined },
  { kind: "agent", nextChannel: 2 ** 32, table: { rows: [], arrivedAt: 5 } },
  {
    kind: "agent",
    nextChannel: 7,
    table: { rows: Array.from({ length: 128 }, row), arrivedAt: 5 },
  },
  { kind: "phone", channel: 4_294_967_295, id: bytes(16), marks: [] },
  { kind: "phone", channel: 1, id: bytes(16), marks: [1, 2, 3, 4].map(() => bytes(8)) },
  { kind: "left" },
];

test.for(seats)("$kind survives", (seat) => {
  // A real socket does the storing: what comes back went through the platform's own serialisation.
  const { 0: socket } = new WebSocketPair();
  socket.serializeAttachment(encodeSeat(seat));
  expect(parseSeat(socket.deserializeAttachment())).toEqual(seat);
});

test("a table twice as long as the longest allowed would still fit", () => {
  const rows = Array.from({ length: 2 * admissionsMax }, row);
  const { 0: socket } = new WebSocketPair();
  socket.serializeAttachment(
    encodeSeat({ kind: "agent", nextChannel: 1, table: { rows, arrivedAt: 1 } }),
  );
  expect(() => socket.serializeAttachment("x".repeat(attachmentBytesMax + 1))).toThrow(
    /16384|too large/i,
  );
});

test.for<[string, unknown]>([
  ["nothing", null],
  ["undefined", undefined],
  ["a string", "phone"],
  ["no version", { kind: "left" }],
  ["another version", { version: 1, kind: "left" }],
  ["an unknown kind", { version: 2, kind: "guest" }],
  ["a seat for a moment", { version: 2, kind: "agent-proving", since: 1 }],
  ["a channel of 0", { version: 2, kind: "phone", channel: 0, id: bytes(16), marks: [] }],
  [
    "a channel beyond u32",
    { version: 2, kind: "phone", channel: 2 ** 32 + 1, id: bytes(16), marks: [] },
  ],
  ["a short id", { version: 2, kind: "phone", channel: 1, id: bytes(15), marks: [] }],
  [
    "an id that is no bytes",
    { version: 2, kind: "phone", channel: 1, id: "x".repeat(16), marks: [] },
  ],
  ["no marks", { version: 2, kind: "phone", channel: 1, id: bytes(16) }],
  ["a short mark", { version: 2, kind: "phone", channel: 1, id: bytes(16), marks: [bytes(7)] }],
  [
    "more marks than can be owed",
    {
      version: 2,
      kind: "phone",
      channel: 1,
      id: bytes(16),
      marks: [1, 2, 3, 4, 5].map(() => bytes(8)),
    },
  ],
  ["half a row", { version: 2, kind: "agent", nextChannel: 1, arrivedAt: 1, rows: bytes(51) }],
  ["rows without a time", { version: 2, kind: "agent", nextChannel: 1, rows: bytes(52) }],
  ["a time that is no number", { version: 2, kind: "phone-silent", since: "now" }],
  [
    "a long host",
    { version: 2, kind: "agent-challenged", since: 1, nonce: bytes(32), host: "x".repeat(256) },
  ],
])("%s is refused", ([, attachment]) => {
  expect(parseSeat(attachment)).toBeUndefined();
});

test("a seat held for the length of a check is never written", () => {
  expect(() => encodeSeat({ kind: "agent-proving", since: 1 })).toThrow(/seat that lasts/);
});
