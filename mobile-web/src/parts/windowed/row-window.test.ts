import { describe, expect, test } from "vitest";
import { RowWindow } from "./row-window.ts";

const screen = 800;
const sight = (top: number, beyond = 0.75 * screen) => ({ top, height: screen, beyond });

/** A thousand rows, each taken for 50 pixels high. */
function thousand(): RowWindow {
  const rows = new RowWindow();
  rows.resize(1_000, () => 50);
  return rows;
}

describe("a window on many rows", () => {
  test("draws what is in sight and so much beyond it on either side", () => {
    const rows = thousand();
    expect(rows.rowsIn(sight(10_000))).toEqual({ first: 188, end: 229 });
    expect(rows.rowsIn(sight(10_000, 0))).toEqual({ first: 200, end: 217 });
    expect(rows.rowsIn(sight(0))).toEqual({ first: 0, end: 29 });
    expect(rows.rowsIn(sight(rows.height - screen))).toEqual({ first: 972, end: 1_000 });
  });

  test("is drawn anew long before what is not drawn comes into sight, a few rows at a time", () => {
    const rows = thousand();
    const drawn = rows.rowsIn(sight(10_000));
    expect(rows.covers(drawn, sight(10_000))).toBe(true);
    expect(rows.covers(drawn, sight(10_140))).toBe(true);
    expect(rows.covers(drawn, sight(10_150))).toBe(false);
    expect(rows.covers(drawn, sight(9_900))).toBe(false);
    const first = rows.rowsIn(sight(0));
    expect(rows.covers(first, sight(0))).toBe(true);
  });

  test("goes on by a row on either side while there is room, and drops what is far away", () => {
    const rows = thousand();
    const drawn = rows.rowsIn(sight(10_000));
    expect(rows.next(drawn, sight(10_300))).toEqual({ first: 194, end: 230 });
    expect(rows.next(drawn, sight(9_700))).toEqual({ first: 187, end: 223 });
    expect(rows.next(drawn, sight(10_000))).toEqual(drawn);
  });

  test("is drawn whole at once where the reader comes near what is not drawn", () => {
    const rows = thousand();
    const drawn = rows.rowsIn(sight(10_000));
    for (const top of [10_450, 9_550, 30_000]) {
      expect(rows.next(drawn, sight(top))).toEqual(rows.rowsIn(sight(top)));
    }
    expect(rows.next({ first: 0, end: 0 }, sight(0))).toEqual({ first: 0, end: 29 });
  });

  test("says by how much what is read has moved when rows above turn out taller", () => {
    const rows = thousand();
    const { first } = rows.rowsIn(sight(10_000));
    const moved = rows.measure(
      first,
      [90, 60, ...Array.from({ length: 20 }, () => 50)],
      sight(10_000),
    );
    expect(moved).toBe(50);
    expect(rows.height).toBe(50_050);
  });

  test("does not move what is read when a row below or the row itself changes", () => {
    const rows = thousand();
    expect(rows.measure(200, [400], sight(10_020))).toBe(0);
    expect(rows.measure(210, [400], sight(10_020))).toBe(0);
  });

  test("holds rows back while the page may not be moved, and lets them go by as much", () => {
    const rows = thousand();
    const before = rows.topOf(200);
    rows.measure(150, [350], sight(10_000));
    rows.hold(300);
    expect(rows.topOf(200)).toBe(before);
    expect(rows.rowsIn(sight(10_000)).first).toBe(188);
    expect(rows.height).toBe(50_000);
    expect(rows.release()).toBe(300);
    expect(rows.topOf(200)).toBe(before + 300);
    expect(rows.release()).toBe(0);
  });

  test("must let go near the beginning, where rows would be out of reach", () => {
    const rows = thousand();
    rows.hold(300);
    expect(rows.mustRelease(sight(10_000))).toBe(false);
    expect(rows.mustRelease(sight(900))).toBe(true);
    rows.release();
    expect(rows.mustRelease(sight(0))).toBe(false);
  });

  test("forgets its rows when there are fewer than before", () => {
    const rows = thousand();
    rows.measure(0, [500], sight(0));
    rows.resize(3, () => 10);
    expect(rows.height).toBe(30);
  });
});
