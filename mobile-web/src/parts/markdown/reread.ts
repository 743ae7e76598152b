// Text that streams only grows at its end, so only its end is read again. Blocks that came out as before
// are the same objects as before, which is how the page knows that there is nothing to draw.

import { type Block, type Placed, readBlocks } from "./blocks.ts";

export interface Reading {
  readonly text: string;
  /** What stands before this place was left out. */
  readonly from: number;
  readonly blocks: readonly Placed[];
}

const blocksAtOnce = 4;

export const nothingRead: Reading = { text: "", from: 0, blocks: [] };

/** `from` begins a line. Blocks keep their places in the text, whatever is left out before them. */
export function reread(before: Reading, text: string, from = 0): Reading {
  if (text === before.text && from === before.from) return before;
  const known = text.startsWith(before.text) ? stillWanted(before, from) : [];
  const kept = blocksToKeep(before.text, known);
  const fresh = readBlocks(text, known[kept]?.from ?? from).map((placed, index) => {
    const same = known[kept + index];
    return same !== undefined && isSame(same, placed) ? same : placed;
  });
  return { text, from, blocks: [...known.slice(0, kept), ...fresh] };
}

/**
 * Where to leave off what is wanted only from `to` on. Of text that goes on a few blocks go at a time: all of them at
 * once would hold up a frame.
 */
export function leftOutUpTo(
  { text: before, from, blocks }: Reading,
  text: string,
  to: number,
): number {
  if (to <= from || !text.startsWith(before)) return to;
  return Math.min(to, blocks[blocksAtOnce]?.from ?? to);
}

/** Those from the first on that begins behind `from` and is not in the midst of a list. */
function stillWanted({ from: before, blocks }: Reading, from: number): readonly Placed[] {
  if (from === before) return blocks;
  if (from < before) return [];
  const first = blocks.findIndex(
    (placed, index) => placed.from >= from && !(inList(placed) && inList(blocks[index - 1])),
  );
  return first === -1 ? [] : blocks.slice(first);
}

/**
 * All but the last block that was whole before the last line began: half a line can look like the beginning of
 * another block. And a list, with the code in it, is read from its own beginning, since its items stand under
 * each other.
 */
function blocksToKeep(text: string, blocks: readonly Placed[]): number {
  const lastLine = text.lastIndexOf("\n") + 1;
  let last = blocks.findLastIndex(({ from }) => from < lastLine);
  while (last > 0 && inList(blocks[last]) && inList(blocks[last - 1])) last--;
  return Math.max(0, last);
}

const inList = (placed: Placed | undefined): boolean =>
  placed?.block.kind === "item" || placed?.block.kind === "code";

function isSame(one: Placed, other: Placed): boolean {
  return one.from === other.from && isSameBlock(one.block, other.block);
}

function isSameBlock(one: Block, other: Block): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
