// How long typed words may be, told in their own terms.

import { expect, it } from "vitest";
import { fittingWords } from "./fitting-words.ts";

it("words of as many bytes as may be are taken as they are", () => {
  expect(fittingWords("é".repeat(8), "a prompt", 16)).toBe("é".repeat(8));
});

it("longer ones are refused by what they are for and how many bytes they have", () => {
  expect(() => fittingWords("é".repeat(700), "a prompt", 1_399)).toThrow(
    "a prompt may have 1,399 bytes in UTF-8, and has 1,400",
  );
});
