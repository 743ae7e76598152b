// The short way against the long one: two boards hear the same, and the same must leave them.

import fc from "fast-check";
import { expect, test } from "vitest";
import {
  encodeAgentFrame,
  encodePhoneFrame,
  frameType,
  markBytes,
} from "@longrein/protocol/envelope";
import { markEveryBytes } from "@longrein/protocol/limits";
import type { Board, Effect } from "./board.ts";
import { frameOverheadBytes } from "./relay-limits.ts";
import { straightThrough } from "./straight-through.ts";
import { received } from "./switchboard-state.ts";
import { bytes, clock, everybody } from "./testing/board-fixture.ts";

type Heard = readonly [line: string, message: Uint8Array];

const type = fc.constantFrom(...Object.values(frameType));
const body = fc
  .constantFrom(0, 1, 2, 8, 16, 96, 511, 512, 2_048, 2_049, 16_384, 32_768, 32_769)
  .chain((length) => fc.nat({ max: 255 }).map((fill) => bytes(length, fill)));
const fromAgent = fc
  .tuple(fc.constantFrom("agent", "second agent"), type, fc.constantFrom(0, 1, 2, 3, 2 ** 31), body)
  .map(([line, kind, channel, content]): Heard => [line, encodeAgentFrame(kind, channel, content)]);
const fromPhone = fc
  .tuple(fc.constantFrom("phone 1", "phone 2", "stranger", "nobody"), type, body)
  .map(([line, kind, content]): Heard => [line, encodePhoneFrame(kind, content)]);
const stream = encodeAgentFrame(frameType.data, 1, bytes(32_768));
const heard = fc.oneof(
  { weight: 40, arbitrary: fc.constant<Heard>(["agent", stream]) },
  { weight: 1, arbitrary: fc.nat({ max: 6 }).map((mark): Heard => ["phone 1", echo(mark)]) },
  { weight: 1, arbitrary: fc.constant<Heard>(["agent", bytes(3)]) },
  { weight: 3, arbitrary: fromAgent },
  { weight: 3, arbitrary: fromPhone },
);

function echo(mark: number): Uint8Array {
  return encodePhoneFrame(frameType.mark, bytes(markBytes, mark));
}

/** A frame is overwritten as it is passed on, so each board hears a copy of its own. */
function theLongWay(board: Board<string>, [line, message]: Heard) {
  received(board, line, message.slice(), clock);
  return board.takeEffects().map(inShort);
}

type InShort =
  | Exclude<Effect<string>, { do: "send" }>
  | { do: "send"; line: string; length: number; ends: (number | undefined)[] };

/** Bodies are one byte over and over, so that their length and ends tell all. */
function inShort(effect: Effect<string>): InShort {
  if (effect.do !== "send") return effect;
  const { line, bytes: sent } = effect;
  return { do: "send", line, length: sent.length, ends: [...sent.slice(0, 8), sent.at(-1)] };
}

test("what goes straight through is what the whole board would have sent, and nothing else", () => {
  let straight = 0;
  let marks = 0;
  fc.assert(
    fc.property(fc.array(heard, { minLength: 1, maxLength: 90, size: "max" }), (messages) => {
      const [short, long] = [everybody(), everybody()];
      for (const [line, message] of messages) {
        const expected = theLongWay(long, [line, message]);
        const passing = straightThrough(short, line, message.slice());
        if (passing === undefined) {
          expect(theLongWay(short, [line, message])).toEqual(expected);
          const last = expected.at(-1);
          if (last?.do === "send" && last.ends[0] === frameType.mark) marks++;
        } else {
          straight++;
          expect([inShort({ do: "send", line: passing.to, bytes: passing.bytes })]).toEqual(
            expected,
          );
        }
      }
    }),
    { seed: 7, numRuns: 300 },
  );
  expect(straight).toBeGreaterThan(500);
  expect(marks).toBeGreaterThan(30);
});

test("a frame that a mark is due with takes the long way", () => {
  const board = everybody();
  const untilDue = Math.floor((markEveryBytes - 1) / (32_768 + frameOverheadBytes));
  for (let i = 0; i < untilDue; i++) {
    expect(straightThrough(board, "agent", stream.slice())).toBeDefined();
  }
  expect(straightThrough(board, "agent", stream.slice())).toBeUndefined();
  const effects = theLongWay(board, ["agent", stream]);
  expect(effects).toMatchObject([{ do: "send" }, { do: "remember" }, { do: "send" }]);
  expect(straightThrough(board, "agent", stream.slice())).toBeDefined();
});

test("what leaves towards a phone is the very message that came", () => {
  const message = stream.slice();
  expect(straightThrough(everybody(), "agent", message)?.bytes.buffer).toBe(message.buffer);
});
