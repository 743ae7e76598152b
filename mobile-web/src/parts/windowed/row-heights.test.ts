import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { RowHeights } from "./row-heights.ts";

/** What the tree must agree with: the sums, added up. */
const topOf = (heights: readonly number[], row: number) =>
  heights.slice(0, row).reduce((sum, height) => sum + height, 0);

const rowAt = (heights: readonly number[], place: number) => {
  const row = heights.findIndex((_, index) => topOf(heights, index + 1) > place);
  return row === -1 ? Math.max(0, heights.length - 1) : row;
};

describe("row heights", () => {
  test("are what adding them up gives, whatever is added and changed", () => {
    // Whole pixels, so that sums are exact in any order; rows without height too.
    const height = fc.integer({ min: 0, max: 300 });
    const change = fc.record({ row: fc.nat(), height });
    fc.assert(
      fc.property(
        fc.array(height, { maxLength: 700, size: "max" }),
        fc.array(change, { maxLength: 40 }),
        fc.array(fc.integer({ min: -5, max: 120_000 }), { maxLength: 20 }),
        (added, changes, places) => {
          const heights = [...added];
          const rows = new RowHeights();
          for (const one of added) rows.add(one);
          for (const { row: any, height: next } of heights.length > 0 ? changes : []) {
            const row = any % heights.length;
            expect(rows.set(row, next)).toBe(next - (heights[row] ?? 0));
            heights[row] = next;
          }
          rows.add(17);
          heights.push(17);
          expect(rows.total).toBe(topOf(heights, heights.length));
          for (const place of places) {
            expect(rows.rowAt(place)).toBe(rowAt(heights, place));
            const row = Math.abs(place) % heights.length;
            expect(rows.topOf(row)).toBe(topOf(heights, row));
          }
        },
      ),
      { seed: 1, numRuns: 80 },
    );
  });

  test("begin anew when they are cleared", () => {
    const rows = new RowHeights();
    for (let row = 0; row < 1_000; row++) rows.add(row);
    rows.clear();
    expect([rows.count, rows.total, rows.rowAt(50)]).toEqual([0, 0, 0]);
    rows.add(5);
    rows.add(6);
    expect([rows.topOf(1), rows.total, rows.rowAt(5)]).toEqual([5, 11, 1]);
  });

  test("of rows that are not there change nothing", () => {
    const rows = new RowHeights();
    rows.add(5);
    expect(rows.set(1, 9)).toBe(0);
    expect(rows.total).toBe(5);
  });
});
