// A long list that never changes in place, cut into pages, so that adding to it or changing one of its members
// copies one page and not ten thousand entries. What did not change keeps its identity.

export interface Sequence<T> {
  readonly length: number;
  /** All full but the last. */
  readonly pages: readonly (readonly T[])[];
}

const pageBits = 6;
const pageLength = 1 << pageBits;
const pageMask = pageLength - 1;

export const emptySequence: Sequence<never> = { length: 0, pages: [] };

export function memberAt<T>({ pages }: Sequence<T>, index: number): T | undefined {
  return pages[index >> pageBits]?.[index & pageMask];
}

export function append<T>({ length, pages }: Sequence<T>, member: T): Sequence<T> {
  const last = pages.at(-1);
  return last === undefined || last.length === pageLength
    ? { length: length + 1, pages: [...pages, [member]] }
    : { length: length + 1, pages: pages.with(pages.length - 1, [...last, member]) };
}

/** Puts a member in the place of another; there must be one. */
export function put<T>({ length, pages }: Sequence<T>, index: number, member: T): Sequence<T> {
  const page = index >> pageBits;
  const before = pages[page];
  if (before === undefined || index >= length) throw new RangeError(`no member ${index}`);
  return { length, pages: pages.with(page, before.with(index & pageMask, member)) };
}

export function findLastIndex<T>(sequence: Sequence<T>, fits: (member: T) => boolean): number {
  for (let page = sequence.pages.length - 1; page >= 0; page--) {
    const found = sequence.pages[page]?.findLastIndex(fits) ?? -1;
    if (found !== -1) return (page << pageBits) + found;
  }
  return -1;
}

export function members<T>({ pages }: Sequence<T>): T[] {
  return pages.flat();
}
