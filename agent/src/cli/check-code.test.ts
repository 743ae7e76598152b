// What is a guess at the check code, and what is a slip of the hand.

import { expect, test } from "vitest";
import { isCheckCode } from "./check-code.ts";

test.each([
  ["1234", true],
  [" 12 34 ", true],
  ["123", false],
  ["12345", false],
  ["12e4", false],
  ["https://localhost/#1234", false],
  ["", false],
])("%j is one: %j", (line, expected) => {
  expect(isCheckCode(line)).toBe(expected);
});
