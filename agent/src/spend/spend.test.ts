// What turns cost, and when there is enough: never nothing for something, and never one turn more.

import { describe, expect, it } from "vitest";
import { type Usage, costOfUsage } from "./cost-of-usage.ts";
import { type SpendLimits, judgeSpend } from "./judge-spend.ts";
import { priceOfModel, unknownModelPrice } from "./model-prices.ts";

const usage = (about: Partial<Usage>): Usage => ({
  t: "usage",
  input: 1_000_000,
  output: 100_000,
  at: 1,
  ...about,
});
const cost = (about: Partial<Usage>) => costOfUsage(usage(about));
const dollars = 1_000_000;

describe("what a turn has cost", () => {
  it("is what the coding agent says, to the millionth", () => {
    expect(cost({ model: "claude-opus-5-5", cost: 123 })).toEqual({
      micros: 123,
      estimated: false,
    });
    expect(cost({ cost: 5, estimated: true })).toEqual({ micros: 5, estimated: true });
  });

  it.each([
    ["claude-opus-5-5", 4 + 2],
    ["claude-opus-4-1-20250805", 15 + 7.5],
    ["claude-opus-4-5-20251101", 5 + 2.5],
    ["anthropic/claude-sonnet-5", 2 + 1],
    ["Claude-Haiku-4-5", 1 + 0.5],
    ["gpt-5.5", 5 + 3],
    ["gpt-5.5-pro", 30 + 18],
    ["openai/gpt-6.1-sol", 2 + 1],
  ])("is by the list otherwise: %s", (model, expected) => {
    expect(cost({ model })).toEqual({ micros: expected * dollars, estimated: true });
  });

  it("counts what came from the cache as that, and never more than there was", () => {
    const model = "claude-opus-5-5";
    expect(cost({ model, output: 0, cached: 500_000 }).micros).toBe((2 + 0.1) * dollars);
    expect(cost({ model, output: 0, cached: 9_000_000 }).micros).toBe(0.2 * dollars);
  });

  it.each(["another-model", "gpt-5.55", "my-gpt-5.5", "", undefined])(
    "is the estimate for a model that no list knows: %s",
    (model) => {
      expect(model === undefined ? undefined : priceOfModel(model)).toBeUndefined();
      const { input, output } = unknownModelPrice;
      const about = model === undefined ? {} : { model };
      expect(cost(about)).toEqual({ micros: (input + output / 10) * dollars, estimated: true });
      const own = costOfUsage(usage(about), { input: 1, cached: 1, output: 10 });
      expect(own.micros).toBe(2 * dollars);
    },
  );

  it.each([
    ["a coding agent says nothing", { cost: 0 }],
    ["one token was used", { input: 1, output: 0, model: "gpt-6-luna" }],
    ["no token was counted", { input: 0, output: 0 }],
    ["all was in the cache", { input: 1, output: 0, cached: 1, model: "gpt-6-luna" }],
  ])("is never nothing: %s", (_, about) => {
    expect(cost(about).micros).toBeGreaterThan(0);
    expect(cost(about).estimated).toBe(true);
  });
});

describe("another turn", () => {
  const limits: SpendLimits = { all: 100, device: 50, run: 20 };
  const used = (about: Partial<SpendLimits>) =>
    judgeSpend(limits, { all: 0, device: 0, run: 0, ...about });

  it("may begin while there is something left, and is warned of from four fifths on", () => {
    expect(used({ all: 79 })).toMatchObject({ kind: "allowed", isNear: false });
    expect(used({ all: 80 })).toMatchObject({
      kind: "allowed",
      isNear: true,
      used: 80,
      limit: 100,
    });
    expect(used({ all: 99 })).toMatchObject({ kind: "allowed", isNear: true });
  });

  it.each([
    ["all", { all: 100 }],
    ["device", { all: 60, device: 50 }],
    ["run", { all: 60, device: 45, run: 20 }],
  ] as const)("may not begin when the limit of %s is reached", (scope, spent) => {
    expect(used(spent)).toMatchObject({ kind: "blocked", scope, limit: limits[scope] });
  });

  it("may never begin where nothing may be spent", () => {
    const none = { all: 0, device: 0, run: 0 };
    expect(judgeSpend(none, none).kind).toBe("blocked");
  });
});
