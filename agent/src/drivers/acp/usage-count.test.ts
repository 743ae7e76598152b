// Coding agents count in different ways; what they leave out is left out.

import { describe, expect, it } from "vitest";
import { UsageCount } from "./usage-count.ts";

const end = {
  usage: { inputTokens: 100, outputTokens: 20, cachedReadTokens: 50, cachedWriteTokens: 5 },
};
const paid = (amount: number) => ({ used: 200, size: 1_000, cost: { amount, currency: "USD" } });

describe("the usage of a turn", () => {
  it("counts what was cached among the input, and only this turn's money", () => {
    const usage = new UsageCount(true);
    usage.update(paid(0.01));
    const first = usage.event(end, "m", 1);
    expect(first).toEqual({
      t: "usage",
      model: "m",
      input: 155,
      output: 20,
      cached: 50,
      cost: 10_000,
      contextUsed: 200,
      contextMax: 1_000,
      at: 1,
    });
    usage.update(paid(0.015));
    expect(usage.event(end, undefined, 2)).toMatchObject({ cost: 5_000 });
  });

  it("does not charge a turn for what the session had cost before", () => {
    const usage = new UsageCount(false);
    usage.update(paid(5));
    expect(usage.event(end, "m", 1)).not.toHaveProperty("cost");
    usage.update(paid(5.5));
    expect(usage.event(end, "m", 1)).toMatchObject({ cost: 500_000 });
  });

  it("reads what Gemini CLI says instead", () => {
    const counted = { _meta: { quota: { token_count: { input_tokens: 7, output_tokens: 3 } } } };
    expect(new UsageCount(true).event(counted, undefined, 1)).toEqual({
      t: "usage",
      input: 7,
      output: 3,
      at: 1,
    });
  });

  it("says nothing where nothing was counted, and knows dollars only", () => {
    const usage = new UsageCount(true);
    usage.update({ cost: { amount: 3, currency: "EUR" } });
    expect(usage.event(end, undefined, 1)).not.toHaveProperty("cost");
    expect(usage.event({ stopReason: "cancelled" }, undefined, 1)).toBeUndefined();
  });
});
