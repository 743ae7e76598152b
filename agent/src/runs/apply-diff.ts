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
    const [beforeStart = 0, beforeCount = 0, , afterCount = 0] = head.slice(1).map(Number);
    const start = beforeCount === 0 ? beforeStart : beforeStart - 1;
    if (start < position || start > source.length) return undefined;
    result.push(...source.slice(position, start));
    const hunk = readHunk(lines, next, beforeCount, afterCount);
    if (hunk === undefined || !startsWith(source, start, hunk.removed)) return undefined;
    result.push(...hunk.added);
    position = start + beforeCount;
    next = hunk.end;
  }
  return [...result, ...source.slice(position)].join("");
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

function startsWith(source: readonly string[], start: number, expected: readonly string[]): boolean {
  return expected.every((line, index) => source[start + index] === line);
}
