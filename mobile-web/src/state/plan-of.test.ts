// What is read as a plan is the signed text and no more than it shows.

import type { ToolAction } from "@longrein/protocol";
import { expect, it } from "vitest";
import { planOf } from "./plan-of.ts";

const plan = "# Roses\n\n1. Prune \u202e\u001b\n2. Paint";
const planFilePath = "/home/mara/.claude/plans/roses.md";

function asked(input: string, more: Partial<ToolAction> = {}): ToolAction {
  const run = new Uint8Array(16);
  const about = {
    t: "tool",
    v: 1,
    run,
    driver: "claude",
    tool: "ExitPlanMode",
    cwd: "/w",
  } as const;
  return { ...about, input, ...more };
}

it("is what Claude Code asks to begin", () => {
  const proposed = { plan, planFilePath };
  expect(planOf(asked(JSON.stringify(proposed)))).toEqual(proposed);
});

it.each([
  ["nothing to read", "{}"],
  ["no JSON", "plan"],
  ["nothing", "null"],
  ["a field that nobody would see", JSON.stringify({ plan, planFilePath, allowed: ["Bash"] })],
  ["fields in another order", JSON.stringify({ planFilePath, plan })],
  ["a field twice", `{"plan":"Cut","plan":"Prune","planFilePath":"/p"}`],
  ["a number", JSON.stringify({ plan: 1, planFilePath })],
])("is not %s", (_, input) => {
  expect(planOf(asked(input))).toBeUndefined();
});

it.each([{ driver: "other" }, { tool: "EndPlan" }, { server: "garden" }])("is not %j", (more) => {
  expect(planOf(asked(JSON.stringify({ plan, planFilePath }), more))).toBeUndefined();
});
