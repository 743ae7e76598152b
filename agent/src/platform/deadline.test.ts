// What is due comes when it is due: also after sleep, and when the wall's clock was set.

import { beforeEach, describe, expect, it } from "vitest";
import { whenDue } from "./deadline.ts";
import { ManualClock } from "./manual-clock.ts";

let clock: ManualClock;
let came: number;
let cancel: () => void;
beforeEach(() => {
  clock = new ManualClock();
  came = 0;
  cancel = whenDue(clock, clock.now() + 900_000, () => came++);
});

describe("what is due", () => {
  it("comes at its time, once", () => {
    clock.advance(899_999);
    expect(came).toBe(0);
    clock.advance(1);
    expect(came).toBe(1);
    clock.advance(900_000);
    expect([came, clock.timers]).toEqual([1, 0]);
  });

  it("comes a moment after a sleep in which its time has passed, not when the timer says so", () => {
    clock.advance(60_000);
    clock.wall += 3_600_000;
    clock.advance(5_000);
    expect(came).toBe(1);
  });

  it("comes no later because the clock was set back", () => {
    clock.advance(60_000);
    clock.wall -= 3_600_000;
    clock.advance(839_999);
    expect(came).toBe(0);
    clock.advance(1);
    expect(came).toBe(1);
  });

  it("does not come when it was called off, however often it was looked at before", () => {
    clock.advance(60_000);
    cancel();
    expect(clock.timers).toBe(0);
    clock.advance(900_000);
    expect(came).toBe(0);
  });

  it("comes, though its time had passed at the start", () => {
    whenDue(clock, clock.now() - 1, () => came++);
    expect(came).toBe(0);
    clock.advance(0);
    expect(came).toBe(1);
  });
});
