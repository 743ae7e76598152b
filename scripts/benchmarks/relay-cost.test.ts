import { expect, test } from "vitest";
import { monthlyCost, withGating, withoutGating } from "./relay-cost.ts";

const idle = {
  hoursPerDay: 0,
  agentFramesPerSecond: 0,
  phoneFramesPerSecond: 0,
  connectsPerDay: 0,
  rowsPerDay: 0,
  millisecondsPerMessage: 0,
  millisecondsPerConnect: 0,
};

test("nobody costs the plan's base price and fits the free plan", () => {
  expect(monthlyCost(0, withGating)).toMatchObject({ dollars: 5, fitsFreePlan: true });
  expect(monthlyCost(1_000, idle)).toMatchObject({ dollars: 5, fitsFreePlan: true });
});

test("connects are requests to the Worker and to an object, and bill their time", () => {
  const cost = monthlyCost(1_000, {
    ...idle,
    connectsPerDay: 1_000,
    millisecondsPerConnect: 1_000,
  });
  expect(cost).toMatchObject({
    workerRequests: 30e6,
    objectRequests: 30e6,
    gigabyteSeconds: 3.84e6,
  });
  // (30 - 10) M at $0.30, (30 - 1) M at $0.15, (3.84 - 0.4) M GB-s at $12.50.
  expect(cost.dollars).toBeCloseTo(5 + 6 + 4.35 + 43, 6);
  expect(cost.fitsFreePlan).toBe(false);
});

test("twenty messages are one request; pings count as messages and take no time", () => {
  const frames = { ...idle, hoursPerDay: 1, phoneFramesPerSecond: 10, millisecondsPerMessage: 5 };
  const cost = monthlyCost(1, frames);
  expect(cost.gigabyteSeconds).toBeCloseTo(108_000 * 10 * 0.005 * 0.128, 6);
  expect(cost.objectRequests).toBeCloseTo((108_000 * 10 + 108_000 / 25) / 20, 6);
});

test("rows beyond what is included cost a dollar for a million", () => {
  expect(monthlyCost(100_000, { ...idle, rowsPerDay: 20 }).dollars).toBeCloseTo(5 + 10, 6);
});

test("with presence gating 10,000 users cost at most $42, and without it three times as much", () => {
  expect(monthlyCost(10_000, withGating).dollars).toBeLessThanOrEqual(42);
  expect(monthlyCost(10_000, withoutGating).dollars).toBeGreaterThan(3 * 42);
});

test("a hundred users with gating fit the free plan; without it they do not", () => {
  expect(monthlyCost(100, withGating).fitsFreePlan).toBe(true);
  expect(monthlyCost(100, withoutGating).fitsFreePlan).toBe(false);
});
