// A turn's result, counted.

import { expect, it } from "vitest";
import { usageOf } from "./usage.ts";

const result = {
  usage: {
    input_tokens: 1_200,
    cache_creation_input_tokens: 300,
    cache_read_input_tokens: 1_000,
    output_tokens: 42,
  },
  modelUsage: { sonnet: { contextWindow: 200_000 }, haiku: { contextWindow: 100_000 } },
};

it("counts what was cached as input, too, and names it beside", () => {
  expect(usageOf(result, "sonnet", 4_530, 2_542, 7)).toEqual({
    t: "usage",
    model: "sonnet",
    input: 2_500,
    output: 42,
    cached: 1_000,
    cost: 4_530,
    contextUsed: 2_542,
    contextMax: 200_000,
    at: 7,
  });
});

it("leaves out what nobody knows", () => {
  const usage = usageOf(result, undefined, undefined, undefined, 7);
  expect(Object.keys(usage ?? {})).toEqual(["t", "input", "output", "cached", "at"]);
});

it("is nothing where nothing was used", () => {
  expect(usageOf({ usage: { input_tokens: 0 } }, "sonnet", 0, 100, 7)).toBeUndefined();
});
