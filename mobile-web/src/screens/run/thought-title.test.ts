import { expect, test } from "vitest";
import { thoughtTitle } from "./thought-title.ts";

test("a thought is about its last title", () => {
  const text = "**Reading the code**\n\nIt adds hours.\n\n**Counting days**\n\nDays are not hours.";
  expect(thoughtTitle(text)).toBe("Counting days");
  expect(thoughtTitle("## A plan\nstep")).toBe("A plan");
});

test("or about what its last line says, when it has no title", () => {
  expect(thoughtTitle("first\nthe **second** line \n\n")).toBe("the **second** line");
  expect(thoughtTitle("")).toBe("");
  expect(thoughtTitle("x".repeat(5_000))).toHaveLength(120);
});
