// The diff that OpenCode shows with an edit. It is made for the eye: indentation that all its lines share is
// taken away. Here it is put back from the file, and where that cannot be done for certain, nothing is said.

import { splitLines } from "../../runs/lines.ts";

interface Hunk {
  /** Counted from 0. */
  readonly start: number;
  readonly lines: readonly { readonly sign: string; readonly text: string }[];
}

export interface Applied {
  readonly text: string;
  /** Lines that were not there before: where they were cut to nothing, or there is no line to measure the cut
   * by, only whoever knows what was asked for can tell whether they are right. */
  readonly added: readonly string[];
}

/** Undefined if the diff does not fit. */
export function applyDisplayed(before: string, diff: string): Applied | undefined {
  const hunks = readHunks(diff);
  if (hunks === undefined) return undefined;
  const source = splitLines(before);
  const indent = commonIndent(source, hunks);
  if (indent === undefined) return undefined;
  const result: string[] = [];
  const added: string[] = [];
  let position = 0;
  for (const { start, lines } of hunks) {
    if (start < position || start > source.length) return undefined;
    for (const line of source.slice(position, start)) result.push(line);
    position = start;
    for (const { sign, text } of lines) {
      if (sign === "+") {
        // Such a line may have been spared, or not.
        if (indent !== "" && text.startsWith("++")) return undefined;
        added.push(text.trim() === "" ? text : indent + text);
        result.push(added.at(-1) ?? "");
        continue;
      }
      const line = source[position++] ?? "";
      if (shownAs(line, indent) !== text) return undefined;
      if (sign === " ") result.push(line);
    }
  }
  for (const line of source.slice(position)) result.push(line);
  const whole = result.slice(0, -1).every((line) => line.endsWith("\n"));
  return whole ? { text: result.join(""), added } : undefined;
}

/** Its lines without the heads that name the file. */
export function hunksOnly(diff: string): string {
  const lines = splitLines(diff);
  const first = lines.findIndex((line) => line.startsWith("@@ "));
  return first === -1 ? "" : lines.slice(first).join("");
}

function readHunks(diff: string): Hunk[] | undefined {
  const lines = splitLines(hunksOnly(diff));
  const hunks: Hunk[] = [];
  let next = 0;
  while (next < lines.length) {
    const head = /^@@ -(\d+)(?:,(\d+))? \+\d+(?:,(\d+))? @@/.exec(lines[next++] ?? "");
    // OpenCode ends some diffs with an empty line.
    if (head === null)
      return lines.slice(next - 1).every((line) => line === "\n") ? hunks : undefined;
    const [start, removed, added] = [Number(head[1]), Number(head[2] ?? 1), Number(head[3] ?? 1)];
    const body = readBody(lines, next, removed, added);
    if (body === undefined) return undefined;
    hunks.push({ start: removed === 0 ? start : start - 1, lines: body.lines });
    next = body.end;
  }
  return hunks;
}

function readBody(lines: readonly string[], from: number, removed: number, added: number) {
  const body: { sign: string; text: string }[] = [];
  let next = from;
  let [before, after] = [removed, added];
  while (before > 0 || after > 0) {
    const line = lines[next++];
    const sign = line?.[0];
    if (line === undefined || sign === undefined || !" -+".includes(sign)) return undefined;
    if (sign !== "+") before--;
    if (sign !== "-") after--;
    const unended = lines[next]?.startsWith("\\") === true;
    if (unended) next++;
    const text = line.slice(1);
    body.push({ sign, text: unended ? text.replace(/\n$/, "") : text });
  }
  return before === 0 && after === 0 ? { lines: body, end: next } : undefined;
}

/** What was taken away from every line; undefined if that differs. */
function commonIndent(source: readonly string[], hunks: readonly Hunk[]): string | undefined {
  let indent: string | undefined;
  for (const { start, lines } of hunks) {
    let position = start;
    for (const { sign, text } of lines) {
      if (sign === "+") continue;
      const line = source[position++] ?? "";
      if (line.trim() === "" || isSpared(text)) continue;
      if (!line.endsWith(text)) return undefined;
      const taken = line.slice(0, line.length - text.length);
      if (taken.trim() !== "" || (indent !== undefined && indent !== taken)) return undefined;
      indent = taken;
    }
  }
  return indent ?? "";
}

function shownAs(line: string, indent: string): string {
  const ended = line.endsWith("\n") ? "\n" : "";
  const text = line.slice(0, line.length - ended.length);
  return isSpared(text) ? line : text.slice(indent.length) + ended;
}

/** With its sign it looks like a head of the diff, and is left as it is. */
function isSpared(text: string): boolean {
  return text.startsWith("--");
}
