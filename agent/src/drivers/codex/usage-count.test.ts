// What a turn has used, summed over its requests to the model, and what that may have cost.

import { describe, expect, it } from "vitest";
import { UsageCount } from "./usage-count.ts";

const request = (inputTokens: number, cachedInputTokens: number, outputTokens: number) => ({
  tokenUsage: {
    last: { inputTokens, cachedInputTokens, outputTokens, totalTokens: inputTokens + outputTokens },
    modelContextWindow: 258_400,
  },
});

describe("the usage of a turn", () => {
  it("is the sum of its requests, each with its own price; the context is the last one's", () => {
    const count = new UsageCount("gpt-5.5");
    count.add(request(1_000, 400, 100));
    count.add(request(2_000, 1_000, 10));
    const cost = 600 * 5 + 400 * 0.5 + 100 * 30 + 1_000 * 5 + 1_000 * 0.5 + 10 * 30;
    expect(count.event(7)).toEqual({
      t: "usage",
      model: "gpt-5.5",
      input: 3_000,
      cached: 1_400,
      output: 110,
      contextUsed: 2_010,
      contextMax: 258_400,
      cost,
      estimated: true,
      at: 7,
    });
  });

  it("of a request with very much input is dearer as a whole", () => {
    const count = new UsageCount("gpt-5.5");
    count.add(request(300_000, 0, 100));
    expect(count.event(1)?.cost).toBe(300_000 * 5 * 2 + 100 * 30 * 1.5);
  });

  it.each([undefined, "a model on no list"])("has no price with %j", (model) => {
    const count = new UsageCount(model);
    count.add(request(10, 0, 1));
    expect(count.event(1)).toMatchObject({ input: 10, output: 1 });
    expect(count.event(1)).not.toHaveProperty("cost");
  });

  it("is not told if nothing was counted, and what is no number counts as nothing", () => {
    const count = new UsageCount("gpt-5.5");
    expect(count.event(1)).toBeUndefined();
    count.add({ tokenUsage: { last: { inputTokens: "many", outputTokens: -5 } } });
    expect(count.event(1)).toMatchObject({ input: 0, output: 0, cost: 0 });
  });
});
