import { expect, it } from "vitest";
import { DesktopUsage } from "./desktop-usage.ts";

const message = (id: string, output: number, model = "claude-sonnet-4-5") => ({
  id,
  model,
  usage: {
    input_tokens: 10,
    cache_creation_input_tokens: 5,
    cache_read_input_tokens: 100,
    output_tokens: output,
  },
});

it("counts each request once, by the last line of it, and the model's alone", () => {
  const usage = new DesktopUsage();
  for (const output of [1, 7]) usage.heard(message("one", output));
  usage.heard(message("two", 3));
  usage.heard(message("three", 9, "<synthetic>"));
  usage.heard({ id: "four", content: [] });
  expect(usage.take(42)).toEqual({
    t: "usage",
    model: "claude-sonnet-4-5",
    input: 230,
    cached: 200,
    output: 10,
    contextUsed: 118,
    at: 42,
  });
});

it("says nothing where nothing was used, and nothing twice", () => {
  const usage = new DesktopUsage();
  expect(usage.take(1)).toBeUndefined();
  usage.heard(message("one", 1));
  expect(usage.take(2)?.output).toBe(1);
  expect(usage.take(3)).toBeUndefined();
});
