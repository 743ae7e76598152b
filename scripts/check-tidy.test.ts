// The tidy check against small trees with one kind of fault each.

import { describe, expect, it } from "vitest";
import { checkTidy } from "./check-tidy.ts";
import { formatFinding } from "./finding.ts";
import { readFixtures } from "./fixture.ts";
import { treeOf } from "./tree.ts";

describe("check-tidy", () => {
  for (const { sentence, tree, expected } of readFixtures("tidy")) {
    it(sentence, () => expect(checkTidy(tree).map(formatFinding)).toEqual(expected));
  }

  it("refuses a file above 256 KiB, but for vectors and the lockfile", () => {
    const large = "x".repeat(256 * 1_024);
    const tree = treeOf(
      new Map([
        ["docs/just.svg", large],
        ["docs/large.svg", `${large}x`],
        ["protocol/vectors/large.json", `${large}x`],
        ["package-lock.json", `${large}x`],
      ]),
    );
    expect(checkTidy(tree).map(formatFinding)).toEqual([
      "docs/large.svg: 257 KiB; at most 256 KiB",
    ]);
  });
});
