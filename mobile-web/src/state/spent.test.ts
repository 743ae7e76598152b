import { expect, test } from "vitest";
import { addUsage, nothingSpent } from "./spent.ts";

const usage = { input: 100, output: 10, at: 1 };

test("turns add up, and the context is as full as the last turn left it", () => {
  const first = { ...usage, cost: 20_000, contextUsed: 50, contextMax: 100 };
  const spent = [first, { ...first, contextUsed: 25 }].reduce(addUsage, nothingSpent);
  expect(spent).toEqual({
    turns: 2,
    input: 200,
    output: 20,
    cost: 40_000,
    estimated: false,
    contextShare: 0.25,
  });
});

test("a cost is only about right when one turn's is estimated or unknown", () => {
  const said = { ...usage, cost: 20_000 };
  expect(addUsage(nothingSpent, { ...said, estimated: true }).estimated).toBe(true);
  expect([said, usage].reduce(addUsage, nothingSpent)).toMatchObject({ estimated: true });
  expect([usage, said].reduce(addUsage, nothingSpent)).toMatchObject({ estimated: true });
  expect(addUsage(nothingSpent, usage)).toMatchObject({ cost: undefined, estimated: false });
});
