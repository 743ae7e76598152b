import { expect, test } from "vitest";
import { mixedScriptWords } from "./mixed-scripts.ts";

test.each([
  ["p\u0430ypal", true],
  ["\u03bfpen", true],
  ["\uff4frigin", true],
  ["\u{1d4c8}tar", true],
  ["paypal", false],
  ["größer", false],
  ["привет", false],
  ["東京タワー", false],
  ["file_2.ts", false],
])("%s mixes alphabets: %s", (word, mixed) => {
  expect(mixedScriptWords(`run ${word} now`)).toEqual(mixed ? [word] : []);
});
