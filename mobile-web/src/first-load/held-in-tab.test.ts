import { expect, test } from "vitest";
import { stillHeld } from "./held-in-tab.ts";

test("what a tab holds is there until its time is over, and nothing else is", () => {
  expect(stillHeld("1000 #1QUFB", 999)).toBe("#1QUFB");
  expect(stillHeld("1000 ", 999)).toBe("");
  expect(stillHeld("1000 #1QUFB", 1_000)).toBeUndefined();
  for (const entry of [null, "", "#1QUFB", "soon #1QUFB", "1000", "soon"]) {
    expect(stillHeld(entry, 0)).toBeUndefined();
  }
});
