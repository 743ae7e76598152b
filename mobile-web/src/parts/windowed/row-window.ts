// Which rows of a long list are on the page, and where: those in sight and some more on either side. Rows
// are measured once they stand there; when one above the reader turns out taller than it was taken for, the
// page moves along, or, while a finger moves the page, the rows move back until it rests.

import { RowHeights } from "./row-heights.ts";

export interface Rows {
  readonly first: number;
  readonly end: number;
}

/** More is drawn as soon as less than this share of it is left: a few rows at a time, which a frame has room for. */
const beyondLeft = 0.85;
/** With less than this share of it left, all that is missing is drawn at once. */
const beyondAtLeast = 0.35;

export interface Sight {
  /** From the list's beginning to the top of the screen. */
  readonly top: number;
  readonly height: number;
  /** How far beyond it rows are drawn: what a flick may reach before more are. */
  readonly beyond: number;
}

export class RowWindow {
  readonly #heights = new RowHeights();
  /** How far the rows stand above their place, until the page may be moved instead. */
  #drift = 0;

  /** As many rows as there are, the new ones with a guess at their height. */
  resize(count: number, guess: (row: number) => number): void {
    if (count < this.#heights.count) this.forget();
    for (let row = this.#heights.count; row < count; row++) this.#heights.add(guess(row));
  }

  /** All that was measured, since the page has another width. */
  forget(): void {
    this.#heights.clear();
    this.#drift = 0;
  }

  get height(): number {
    return this.#heights.total - this.#drift;
  }

  topOf(row: number): number {
    return this.#heights.topOf(row) - this.#drift;
  }

  /** The row at a place, and how far below its beginning that is. */
  rowAt(place: number): { readonly row: number; readonly below: number } {
    const row = this.#heights.rowAt(place + this.#drift);
    return { row, below: place - this.topOf(row) };
  }

  rowsIn({ top, height, beyond }: Sight): Rows {
    const { count } = this.#heights;
    const place = top + this.#drift;
    return {
      first: this.#heights.rowAt(place - beyond),
      end: count === 0 ? 0 : this.#heights.rowAt(place + height + beyond) + 1,
    };
  }

  /** What to draw after `drawn`: one row more on either side, unless the reader comes near what is not drawn. */
  next(drawn: Rows, sight: Sight): Rows {
    const { first, end } = this.rowsIn(sight);
    if (!this.reaches(drawn, sight)) return { first, end };
    return { first: Math.max(first, drawn.first - 1), end: Math.min(end, drawn.end + 1) };
  }

  /** Whether what is in sight is drawn, and most of what should be beyond it. */
  covers(drawn: Rows, sight: Sight): boolean {
    return this.#covers(drawn, sight, beyondLeft);
  }

  /** Whether what is in sight is drawn, and enough beyond it for the next few frames. */
  reaches(drawn: Rows, sight: Sight): boolean {
    return this.#covers(drawn, sight, beyondAtLeast);
  }

  #covers({ first, end }: Rows, { top, height, beyond }: Sight, share: number): boolean {
    const { count } = this.#heights;
    const above = first === 0 || this.topOf(first) <= top - beyond * share;
    return above && (end >= count || this.topOf(end) >= top + height + beyond * share);
  }

  /** Takes what was measured; says by how much the row at the top of the sight has moved. */
  measure(first: number, heights: readonly number[], { top }: Sight): number {
    const place = top + this.#drift;
    const anchor = this.#heights.rowAt(place);
    const before = this.#heights.topOf(anchor);
    for (const [index, height] of heights.entries()) this.#heights.set(first + index, height);
    return this.#heights.topOf(anchor) - before;
  }

  /** Near the beginning there is no room for rows to stand above their place. */
  mustRelease({ top, height }: Sight): boolean {
    return this.#drift !== 0 && top - Math.abs(this.#drift) < height;
  }

  /** Rows move back by so much instead of the page forth. */
  hold(by: number): void {
    this.#drift += by;
  }

  /** What the page is to be moved by for the rows to stand in their places again. */
  release(): number {
    const drift = this.#drift;
    this.#drift = 0;
    return drift;
  }
}
