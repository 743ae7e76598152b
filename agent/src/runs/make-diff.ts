// A unified diff of two texts with three lines of context: what a person reads and apply-diff.ts applies.

import { splitLines } from "./lines.ts";

const contextLines = 3;
/** Cells of the table below; above it the whole middle counts as replaced. */
const cellsMax = 4_000_000;

type Edit = { readonly sign: " " | "-" | "+"; readonly line: string };

export function makeDiff(before: string, after: string): string {
  return hunksOf(align(splitLines(before), splitLines(after)))
    .map(printHunk)
    .join("");
}

interface Aligned {
  /** Lines at the beginning that are the same and stand near no change. */
  readonly skipped: number;
  readonly edits: readonly Edit[];
}

/** Of what both have in common at either end, only as much as is shown: files are long, and changes short. */
function align(before: readonly string[], after: readonly string[]): Aligned {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let end = 0;
  const shorter = Math.min(before.length, after.length) - start;
  while (end < shorter && before.at(-1 - end) === after.at(-1 - end)) end++;
  const skipped = Math.max(0, start - contextLines);
  const changed = alignMiddle(
    before.slice(start, before.length - end),
    after.slice(start, after.length - end),
  );
  const behind = before.length - end;
  const edits = [
    ...before.slice(skipped, start).map(same),
    ...changed,
    ...before.slice(behind, behind + contextLines).map(same),
  ];
  return { skipped, edits };
}

/** Longest common subsequence by the textbook table. */
function alignMiddle(before: readonly string[], after: readonly string[]): Edit[] {
  const removed = before.map((line): Edit => ({ sign: "-", line }));
  const added = after.map((line): Edit => ({ sign: "+", line }));
  const width = after.length + 1;
  if ((before.length + 1) * width > cellsMax) return [...removed, ...added];

  const longest = new Uint32Array((before.length + 1) * width);
  const at = (i: number, j: number) => longest[i * width + j] ?? 0;
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      longest[i * width + j] =
        before[i] === after[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const edits: Edit[] = [];
  let i = 0;
  let j = 0;
  while (i < before.length && j < after.length) {
    if (before[i] === after[j]) {
      edits.push(same(before[i++] ?? ""));
      j++;
    } else if (at(i + 1, j) >= at(i, j + 1)) edits.push(...removed.slice(i, ++i));
    else edits.push(...added.slice(j, ++j));
  }
  return [...edits, ...removed.slice(i), ...added.slice(j)];
}

interface Hunk {
  readonly beforeStart: number;
  readonly afterStart: number;
  readonly edits: readonly Edit[];
}

function hunksOf({ skipped, edits }: Aligned): Hunk[] {
  const hunks: Hunk[] = [];
  const changes = edits.flatMap((edit, index) => (edit.sign === " " ? [] : [index]));
  let [counted, beforeStart, afterStart] = [0, skipped, skipped];
  for (let k = 0; k < changes.length;) {
    const from = Math.max(0, (changes[k] ?? 0) - contextLines);
    let to = (changes[k] ?? 0) + 1;
    while (k < changes.length && (changes[k] ?? 0) <= to + 2 * contextLines) {
      to = (changes[k++] ?? 0) + 1;
    }
    for (; counted < from; counted++) {
      const sign = edits[counted]?.sign;
      if (sign !== "+") beforeStart++;
      if (sign !== "-") afterStart++;
    }
    hunks.push({ beforeStart, afterStart, edits: edits.slice(from, to + contextLines) });
  }
  return hunks;
}

function printHunk({ beforeStart, afterStart, edits }: Hunk): string {
  const before = edits.filter((edit) => edit.sign !== "+").length;
  const after = edits.filter((edit) => edit.sign !== "-").length;
  const head = `@@ -${range(beforeStart, before)} +${range(afterStart, after)} @@\n`;
  return head + edits.map(printEdit).join("");
}

/** An empty side names the line before it, as diff does. */
function range(start: number, count: number): string {
  return `${count === 0 ? start : start + 1},${count}`;
}

function printEdit({ sign, line }: Edit): string {
  return line.endsWith("\n") ? sign + line : `${sign}${line}\n\\ No newline at end of file\n`;
}

function same(line: string): Edit {
  return { sign: " ", line };
}
