// For any two texts the diff leads from one to the other, and for no other text does it lead anywhere that
// was not shown.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyDiff } from "./apply-diff.ts";
import { splitLines } from "./lines.ts";
import { makeDiff } from "./make-diff.ts";

// Few different lines, so that texts share some; line endings of every kind.
const line = fc.constantFrom(
  "",
  "a",
  "b",
  " a",
  "-a",
  "+a",
  "@@ -1,1 +1,1 @@",
  "\\ No newline",
  "é🙂",
);
const ending = fc.constantFrom("\n", "\n", "\n", "\r\n", "\r", "");
const text = fc
  .array(fc.tuple(line, ending), { maxLength: 30 })
  .map((lines) => lines.map(([content, end]) => content + end).join(""));

describe("diffs of any texts", () => {
  it("lead from the one to the other", () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        expect(applyDiff(before, makeDiff(before, after))).toBe(after);
      }),
      { numRuns: 2_000 },
    );
  });

  it("never lead to the shown result from lines that were not shown", () => {
    fc.assert(
      fc.property(text, text, text, (before, after, other) => {
        const result = applyDiff(other, makeDiff(before, after));
        const untouched = result === undefined || result === other;
        const shown = splitLines(makeDiff(before, after)).filter((each) => /^[- ]/.test(each));
        // Where it applies, each line it shows as there was there.
        const wasThere = shown.every((each) => other.includes(each.slice(1, -1)));
        expect(untouched || wasThere).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it("are refused or applied, but never throw, when characters in them change", () => {
    fc.assert(
      fc.property(text, text, fc.nat(), fc.string({ maxLength: 3 }), (before, after, at, noise) => {
        const diff = makeDiff(before, after);
        const place = diff.length === 0 ? 0 : at % diff.length;
        const result = applyDiff(before, diff.slice(0, place) + noise + diff.slice(place + 1));
        expect(["string", "undefined"]).toContain(typeof result);
      }),
      { numRuns: 1_000 },
    );
  });
});
