// Where a path lies, as it is written.

import { expect, test } from "vitest";
import { isWithin } from "./is-within.ts";

test.each([
  ["/w", true],
  ["/w/a/b", true],
  ["/wide", false],
  ["/", false],
  ["/w/../secret", false],
  ["/w/a/..", false],
])("%s lies in /w: %s", (path, expected) => {
  expect(isWithin(path, "/w")).toBe(expected);
});
