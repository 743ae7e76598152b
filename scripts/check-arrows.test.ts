// The arrows check against small trees with one fault each.

import { describe, expect, it } from "vitest";
import { checkArrows } from "./check-arrows.ts";
import { formatFinding } from "./finding.ts";
import { readFixtures } from "./fixture.ts";

describe("check-arrows", () => {
  for (const { sentence, tree, expected } of readFixtures("arrows")) {
    it(sentence, () => expect(checkArrows(tree).map(formatFinding)).toEqual(expected));
  }
});
