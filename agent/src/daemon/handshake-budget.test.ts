// Shares of a minute, counted: whose is used up by whom, and when it comes back.

import { handshakesPerMinuteMax } from "@longrein/protocol/limits";
import { describe, expect, it } from "vitest";
import { randomBytes } from "../testing/rows.ts";
import { HandshakeBudget } from "./handshake-budget.ts";

describe("the budget of handshakes", () => {
  it("is one for all unknown ids together", () => {
    const budget = new HandshakeBudget(() => 0);
    const allowed = Array.from({ length: 100 }, () => budget.allowsUnknown());
    expect(allowed.filter(Boolean)).toHaveLength(handshakesPerMinuteMax);
    expect(budget.allows(randomBytes(16))).toBe(true);
  });

  it("is each known id's own", () => {
    const budget = new HandshakeBudget(() => 0);
    const [one, other] = [randomBytes(16), randomBytes(16)];
    const allowed = Array.from({ length: 100 }, () => budget.allows(one));
    expect(allowed.filter(Boolean)).toHaveLength(20);
    expect([budget.allows(other), budget.allowsUnknown()]).toEqual([true, true]);
  });

  it.each([60_000, -60_000])("is whole again when the clock has moved by %i ms", (moved) => {
    let now = 1_000_000;
    const budget = new HandshakeBudget(() => now);
    const id = randomBytes(16);
    for (let i = 0; i < 100; i++) budget.allows(id);
    now += moved / 2;
    expect(budget.allows(id)).toBe(false);
    now += moved / 2;
    expect(budget.allows(id)).toBe(true);
  });
});
