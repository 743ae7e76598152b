// The bound on what a phone may leave unread.

import { expect, test } from "vitest";
import { Pressure } from "./pressure.ts";
import { unansweredBytesMax } from "./relay-limits.ts";

const frame = 32_769;
const framesMax = Math.floor(unansweredBytesMax / frame);
const never = () => 0;

function sendMany(pressure: Pressure<object>, line: object, frames: number, ping = never): boolean {
  for (let i = 0; i < frames; i++) if (!pressure.sent(line, frame, ping)) return false;
  return true;
}

test("a phone that shows no sign of life falls behind at the bound, and not before", () => {
  const pressure = new Pressure<object>();
  const line = {};
  expect(sendMany(pressure, line, framesMax)).toBe(true);
  expect(pressure.sent(line, frame, never)).toBe(false);
});

test("a frame from the phone makes room, for it alone", () => {
  const pressure = new Pressure<object>();
  const [reading, paused] = [{}, {}];
  expect(sendMany(pressure, reading, framesMax)).toBe(true);
  expect(sendMany(pressure, paused, framesMax)).toBe(true);
  pressure.answered(reading);
  expect(sendMany(pressure, reading, framesMax)).toBe(true);
  expect(pressure.sent(paused, frame, never)).toBe(false);
});

test("a ping makes room once; an old ping does not count again", () => {
  const pressure = new Pressure<object>();
  const line = {};
  expect(sendMany(pressure, line, 2 * framesMax - 1, () => 5)).toBe(true);
  expect(sendMany(pressure, line, 2, () => 5)).toBe(false);
  expect(sendMany(pressure, line, framesMax, () => 6)).toBe(true);
});
