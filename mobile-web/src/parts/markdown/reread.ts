// Text that streams only grows at its end, so only its end is read again. Blocks that came out as before
// are the same objects as before, which is how the page knows that there is nothing to draw.

import { type Block, type Placed, readBlocks } from "./blocks.ts";

export interface Reading {
  readonly text: string;
  readonly blocks: readonly Placed[];
}

export const nothingRead: Reading = { text: "", blocks: [] };

export function reread(before: Reading, text: string): Reading {
  if (text === before.text) return before;
  const kept = text.startsWith(before.text) ? blocksToKeep(before) : 0;
  const from = before.blocks[kept]?.from ?? 0;
  const fresh = readBlocks(text, kept === 0 ? 0 : from).map((placed, index) => {
    const known = before.blocks[kept + index];
    return known !== undefined && isSame(known, placed) ? known : placed;
  });
  return { text, blocks: [...before.blocks.slice(0, kept), ...fresh] };
}

/**
 * All but the last block that was whole before the last line began: half a line can look like the beginning of
 * another block. And a list, with the code in it, is read from its own beginning, since its items stand under
 * each other.
 */
function blocksToKeep({ text, blocks }: Reading): number {
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
