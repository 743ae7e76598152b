// When the link is told to dial anew, and when nothing has happened.

import { expect, test } from "vitest";
import { ManualClock } from "../platform/manual-clock.ts";
import { watchForWaking } from "./wake-watch.ts";

function watched() {
  const clock = new ManualClock();
  const seen = { woken: 0, addresses: ["192.0.2.7"] };
  const stop = watchForWaking({
    clock,
    addresses: () => seen.addresses,
    woke: () => void seen.woken++,
  });
  return { clock, seen, stop };
}

test("sleep is noticed by the wall's time, which went on, and once", () => {
  const { clock, seen } = watched();
  clock.advance(60_000);
  expect(seen.woken).toBe(0);
  clock.wall += 3_600_000;
  clock.advance(5_000);
  expect(seen.woken).toBe(1);
  clock.advance(60_000);
  expect(seen.woken).toBe(1);
});

test("a clock that is set back, or by a little, is no sleep", () => {
  const { clock, seen } = watched();
  clock.wall -= 86_400_000;
  clock.advance(5_000);
  clock.wall += 2_000;
  clock.advance(5_000);
  expect(seen.woken).toBe(0);
});

test("another network is noticed, be an address gone or come", () => {
  const { clock, seen, stop } = watched();
  seen.addresses = [];
  clock.advance(5_000);
  seen.addresses = ["198.51.100.4"];
  clock.advance(5_000);
  expect(seen.woken).toBe(2);
  stop();
  expect(clock.timers).toBe(0);
});
