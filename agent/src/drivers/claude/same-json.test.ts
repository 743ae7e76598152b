// The same as JSON, and what is not.

import { expect, it } from "vitest";
import { sameJson } from "./same-json.ts";

it.each([
  [
    { a: 1, b: [{ c: null }] },
    { b: [{ c: null }], a: 1 },
  ],
  [{ a: undefined }, {}],
  ["x", "x"],
])("%j says the same as %j", (one, other) => expect(sameJson(one, other)).toBe(true));

it.each([
  [{ a: 1 }, { a: 1, b: 2 }],
  [{ a: "1" }, { a: 1 }],
  [
    [1, 2],
    [2, 1],
  ],
  [[], {}],
  [null, {}],
  [{ command: "ls " }, { command: "ls" }],
])("%j does not say the same as %j", (one, other) => {
  expect(sameJson(one, other)).toBe(false);
  expect(sameJson(other, one)).toBe(false);
});
