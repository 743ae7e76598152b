import { expect, test } from "vitest";
import { budgetOf } from "./budget.ts";

const levelOf = (used: number, limit: number) => budgetOf({ used, limit, estimated: false })?.level;

test("somebody is told from four fifths of the budget on, and that nothing begins any more once it is spent", () => {
  expect([79, 80, 99, 100, 140].map((used) => levelOf(used, 100))).toEqual([
    "calm",
    "near",
    "near",
    "spent",
    "spent",
  ]);
  expect(levelOf(0, 0)).toBe("spent");
  expect(budgetOf(undefined)).toBeUndefined();
});
