// The check of documents against small trees with one kind of fault each.

import { describe, expect, it } from "vitest";
import { checkDocs } from "./check-docs.ts";
import { formatFinding } from "./finding.ts";
import { readFixtures } from "./fixture.ts";

describe("check-docs", () => {
  for (const { sentence, tree, expected } of readFixtures("docs")) {
    it(sentence, () => expect(checkDocs(tree).map(formatFinding)).toEqual(expected));
  }
});
