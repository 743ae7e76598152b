// What a turn has cost, put together from the model's messages.

import { describe, expect, it } from "vitest";
import { UsageCount } from "./usage-count.ts";

const message = (id: string, sessionID: string, more: object = {}) => ({
  id,
  sessionID,
  role: "assistant",
  providerID: "p",
  modelID: "m/x",
  cost: 0.001,
  tokens: { input: 100, output: 30, reasoning: 5, cache: { read: 50, write: 10 } },
  ...more,
});

describe("the usage of a turn", () => {
  it("is the sum of its messages, each counted once and as it was told last", () => {
    const usage = new UsageCount();
    usage.add(message("1", "s", { cost: 0, tokens: {} }));
    usage.add(message("1", "s"));
    usage.add(message("2", "sub"));
    usage.add({ id: "3", role: "user", tokens: { input: 1_000 } });
    expect(usage.event("s", 7)).toEqual({
      t: "usage",
      model: "p/m/x",
      input: 320,
      output: 70,
      cached: 100,
      cost: 2_000,
      contextUsed: 195,
      at: 7,
    });
  });

  it("says nothing of a price that nobody knows, and nothing at all of a model that was not heard", () => {
    const usage = new UsageCount();
    expect(usage.event("s", 0)).toBeUndefined();
    usage.add(message("1", "s", { tokens: {} }));
    expect(usage.event("s", 0)).toBeUndefined();
    usage.add(message("1", "s", { cost: 0 }));
    expect(usage.event("s", 0)).not.toHaveProperty("cost");
  });

  it("survives numbers that cannot be", () => {
    const usage = new UsageCount();
    usage.add(
      message("1", "s", { cost: "1", tokens: { input: -5, output: Infinity, cache: null } }),
    );
    usage.add(message("2", "s"));
    expect(usage.event("s", 0)).toMatchObject({ input: 160, output: 35 });
  });
});
