import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { append, memberAt, emptySequence, findLastIndex, members, put } from "./sequence.ts";
import type { Sequence } from "./sequence.ts";

const sequenceOf = (values: readonly number[]): Sequence<number> =>
  values.reduce<Sequence<number>>(append, emptySequence);

describe("a sequence", () => {
  test("is what an array would be, whatever is added and changed", () => {
    const step = fc.oneof(
      fc.record({ add: fc.integer() }),
      fc.record({ change: fc.nat(), to: fc.integer() }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 400, size: "max" }), (steps) => {
        const array: number[] = [];
        let sequence: Sequence<number> = emptySequence;
        for (const next of steps) {
          if ("add" in next) {
            array.push(next.add);
            sequence = append(sequence, next.add);
          } else if (array.length > 0) {
            const index = next.change % array.length;
            array[index] = next.to;
            sequence = put(sequence, index, next.to);
          }
        }
        expect(members(sequence)).toEqual(array);
        expect(sequence.length).toBe(array.length);
        expect(array.map((_, index) => memberAt(sequence, index))).toEqual(array);
        const sought = array[array.length >> 1];
        const fits = (value: number) => value === sought;
        expect(findLastIndex(sequence, fits)).toBe(array.findLastIndex(fits));
      }),
      { seed: 1, numRuns: 60 },
    );
  });

  test("keeps every page that did not change", () => {
    const before = sequenceOf(Array.from({ length: 1_000 }, (_, index) => index));
    const after = put(append(before, 1_000), 70, -1);
    const changed = before.pages.filter((page, index) => page !== after.pages[index]);
    expect(changed).toHaveLength(2);
    expect(memberAt(before, 70)).toBe(70);
  });

  test("has nothing beyond its ends", () => {
    const sequence = sequenceOf([1, 2]);
    expect(memberAt(sequence, 2)).toBeUndefined();
    expect(memberAt(sequence, -1)).toBeUndefined();
    expect(() => put(sequence, 2, 0)).toThrow(RangeError);
  });
});
