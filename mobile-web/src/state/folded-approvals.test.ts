import { expect, test } from "vitest";
import { foldedOf } from "./folded-approvals.ts";

const pending = ["a", "b", "c", "d", "e", "f"];

test("up to three approvals are whole, and of more the three that expire first", () => {
  expect(foldedOf(pending.slice(0, 3), [])).toEqual([]);
  expect(foldedOf(pending, [])).toEqual(["d", "e", "f"]);
});

test("one that is opened takes a place, and the one that expires first keeps its own", () => {
  expect(foldedOf(pending, ["e"])).toEqual(["c", "d", "f"]);
  expect(foldedOf(pending, ["e", "d", "f"])).toEqual(["b", "c", "e"]);
});

test("what was opened and is answered leaves its place to the next", () => {
  expect(foldedOf(["a", "b", "c", "d"], ["e"])).toEqual(["d"]);
});
