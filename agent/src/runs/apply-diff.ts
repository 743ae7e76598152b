// Applies a unified diff exactly: every hunk at the line it names, every context and removed line equal.
// There is no searching around and no fuzz, since what was approved is this change in this place.

import { splitLines } from "./lines.ts";

/** Undefined if anything at all does not fit. */
export function applyDiff(before: string, diff: string): string | undefined {
  const source = splitLines(before);
  const result: string[] = [];
  let position = 0;
  const lines = splitLines(diff);
  let next = 0;
  while (next < lines.length) {
    const head = /^@@ -(\d+),(\d+) \+(\d+),(\d+) @@\n$/.exec(lines[next++] ?? "");
    if (head === null) return undefined;
    const [beforeStart = 0, beforeCount = 0, afterStart = 0, afterCount = 0] = head
      .slice(1)
      .map(Number);
    const start = firstLine(beforeStart, beforeCount);
    if (start < position || start > source.length) return undefined;
    append(result, source.slice(position, start));
    if (result.length !== firstLine(afterStart, afterCount)) return undefined;
    const hunk = readHunk(lines, next, beforeCount, afterCount);
    if (hunk === undefined || !startsWith(source, start, hunk.removed)) return undefined;
    append(result, hunk.added);
    position = start + beforeCount;
    next = hunk.end;
  }
  append(result, source.slice(position));
  // Two lines that a missing end joins are shown as two and would be written as one.
  return result.slice(0, -1).every((line) => line.endsWith("\n")) ? result.join("") : undefined;
}

/** Counted from 0; an empty side names the line before it. */
function firstLine(start: number, count: number): number {
  return count === 0 ? start : start - 1;
}

/** A file may have more lines than a call may have arguments. */
function append(lines: string[], more: readonly string[]): void {
  for (const line of more) lines.push(line);
}

interface HunkBody {
  /** Lines the file must have there, context included. */
  readonly removed: readonly string[];
  /** Lines it has there afterwards, context included. */
  readonly added: readonly string[];
  readonly end: number;
}

function readHunk(
  lines: readonly string[],
  start: number,
  beforeCount: number,
  afterCount: number,
): HunkBody | undefined {
  const removed: string[] = [];
  const added: string[] = [];
  let next = start;
  while (removed.length < beforeCount || added.length < afterCount) {
    const line = lines[next++];
    if (line === undefined || !line.endsWith("\n")) return undefined;
    const unended = lines[next] === "\\ No newline at end of file\n";
    if (unended) next++;
    const text = unended ? line.slice(1, -1) : line.slice(1);
    if (line[0] === " " || line[0] === "-") removed.push(text);
    if (line[0] === " " || line[0] === "+") added.push(text);
    if (!" -+".includes(line[0] ?? "x")) return undefined;
  }
  if (removed.length !== beforeCount || added.length !== afterCount) return undefined;
  return { removed, added, end: next };
}

function startsWith(
  source: readonly string[],
  start: number,
  expected: readonly string[],
): boolean {
  return expected.every((line, index) => source[start + index] === line);
}
