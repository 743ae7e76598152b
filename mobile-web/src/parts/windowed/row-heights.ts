// The heights of a long list's rows and where each row therefore stands: a Fenwick tree, in which changing
// one height and finding the row at a place take a dozen steps, also among fifty thousand rows.

const roomAtFirst = 256;

export class RowHeights {
  #heights = new Float64Array(roomAtFirst);
  /** Entry i holds the sum of the heights that end with row i - 1 and number the lowest bit of i. */
  #sums = new Float64Array(roomAtFirst + 1);
  #count = 0;

  get count(): number {
    return this.#count;
  }

  get total(): number {
    return this.topOf(this.#count);
  }

  heightOf(row: number): number {
    return this.#heights[row] ?? 0;
  }

  add(height: number): void {
    if (this.#count === this.#heights.length) this.#grow();
    const row = this.#count++;
    this.#heights[row] = height;
    // A new entry of the tree sums what stands below it already.
    const end = row + 1;
    this.#sums[end] = height + this.topOf(row) - this.topOf(end - (end & -end));
  }

  /** Says by how much the row has grown. */
  set(row: number, height: number): number {
    const grown = height - this.heightOf(row);
    if (grown === 0 || row >= this.#count) return 0;
    this.#heights[row] = height;
    for (let end = row + 1; end <= this.#count; end += end & -end) {
      this.#sums[end] = (this.#sums[end] ?? 0) + grown;
    }
    return grown;
  }

  clear(): void {
    this.#count = 0;
  }

  /** Where a row begins, counted from where the first one does. */
  topOf(row: number): number {
    let top = 0;
    for (let end = Math.min(row, this.#count); end > 0; end -= end & -end) {
      top += this.#sums[end] ?? 0;
    }
    return top;
  }

  /** The row that stands at a place; the first or the last one beyond the ends. */
  rowAt(place: number): number {
    let row = 0;
    let left = place;
    for (let step = 2 ** Math.floor(Math.log2(this.#count || 1)); step >= 1; step /= 2) {
      const end = row + step;
      const sum = end <= this.#count ? (this.#sums[end] ?? 0) : Infinity;
      if (sum > left) continue;
      row = end;
      left -= sum;
    }
    return Math.max(0, Math.min(row, this.#count - 1));
  }

  #grow(): void {
    const heights = new Float64Array(this.#heights.length * 2);
    heights.set(this.#heights);
    const sums = new Float64Array(heights.length + 1);
    sums.set(this.#sums);
    this.#heights = heights;
    this.#sums = sums;
  }
}
