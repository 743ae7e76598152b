// What happened between two diffs of the same work, each to the commit that it began with: the difference of what
// they lead to, as far as they show it, which is wherever one of them has changed something.

import { diffLines } from "../../parts/unified-diff.ts";
import { type LineChange, lineChanges } from "./line-changes.ts";

interface FileDiff {
  readonly header: string[];
  /** All of it, as it came. */
  readonly lines: string[];
  /** Lines as they were at first, by their number. */
  readonly base: Map<number, string>;
  readonly gone: Set<number>;
  /** Lines that came before the one with this number. */
  readonly added: Map<number, string[]>;
}

const around = 3;
const none = "/dev/null";

export function diffBetween(before: string, after: string): string {
  const earlier = filesOf(before);
  const later = filesOf(after);
  const names = [...new Set([...later.keys(), ...earlier.keys()])];
  const lines = names.flatMap((name) => between(earlier.get(name), later.get(name)));
  return lines.map((line) => `${line}\n`.replace(mark, `\n${unended}`)).join("");
}

/** That a line has no end belongs to it: with one it would be another. What stands for it no text can hold. */
const unended = "\\ No newline at end of file";
const mark = "\ud800";

function filesOf(diff: string): ReadonlyMap<string, FileDiff> {
  const files: FileDiff[] = [];
  let number = 0;
  for (const { kind, text } of diffLines(diff.replaceAll(`\n${unended}`, mark))) {
    if (kind === "header" && (text.startsWith("diff --git ") || files.length === 0)) {
      files.push({ header: [], lines: [], base: new Map(), gone: new Set(), added: new Map() });
    }
    const file = files.at(-1);
    if (file === undefined) continue;
    file.lines.push(text);
    if (kind === "header") file.header.push(text);
    else if (kind === "hunk") number = beginOf(text);
    else {
      take(file, number, text);
      if (kind !== "add") number++;
    }
  }
  return new Map(files.map((file) => [nameOf(file), file]));
}

/** After no line at all stands the first. */
function beginOf(hunk: string): number {
  const [, from = "0", count = "1"] = /^@@ -(\d+)(?:,(\d+))?/.exec(hunk) ?? [];
  return Number(from) + (count === "0" ? 1 : 0);
}

function take({ base, gone, added }: FileDiff, number: number, line: string): void {
  const text = line.slice(1);
  if (line.startsWith("+")) return void added.set(number, [...(added.get(number) ?? []), text]);
  base.set(number, text);
  if (line.startsWith("-")) gone.add(number);
}

function sideOf({ header }: FileDiff, sign: "---" | "+++"): string {
  return header.find((line) => line.startsWith(`${sign} `))?.slice(4) ?? none;
}

/** As the file was called at first. */
function nameOf(file: FileDiff): string {
  const [old, fresh] = [sideOf(file, "---"), sideOf(file, "+++")];
  if (old !== none) return old;
  return fresh === none ? (file.header[0] ?? "") : fresh.replace(/^("?)b\//, "$1a/");
}

function between(before: FileDiff | undefined, after: FileDiff | undefined): readonly string[] {
  if (before?.lines.join("\n") === after?.lines.join("\n")) return [];
  const hunks = hunksBetween(before, after);
  // Of what is no text there are only words.
  if (hunks.length === 0) return after?.base.size === 0 ? after.header : [];
  const old = before ? sideOf(before, "+++") : after ? sideOf(after, "---") : none;
  const fresh = after ? sideOf(after, "+++") : before ? sideOf(before, "---") : none;
  return [
    `--- ${old.replace(/^("?)b\//, "$1a/")}`,
    `+++ ${fresh.replace(/^("?)a\//, "$1b/")}`,
    ...hunks,
  ];
}

function hunksBetween(before: FileDiff | undefined, after: FileDiff | undefined): string[] {
  const files = [before, after];
  const base = new Map(files.flatMap((file) => [...(file?.base ?? [])]));
  const places = files.flatMap((file) => [...(file?.added.keys() ?? [])]);
  const numbers = [...new Set([...base.keys(), ...places])].toSorted((a, b) => a - b);
  const hunks: string[] = [];
  let shift: readonly [number, number] = [0, 0];
  let region: number[] = [];
  for (const [index, number] of numbers.entries()) {
    region.push(number);
    if (numbers[index + 1] === number + 1) continue;
    const [first = 0] = region;
    const [old = [], fresh = []] = files.map((file) => textIn(file, region, base));
    hunks.push(...hunksOf(lineChanges(old, fresh), first + shift[0], first + shift[1]));
    const known = region.filter((each) => base.has(each)).length;
    shift = [shift[0] + old.length - known, shift[1] + fresh.length - known];
    region = [];
  }
  return hunks;
}

function textIn(
  file: FileDiff | undefined,
  region: readonly number[],
  base: ReadonlyMap<number, string>,
): readonly string[] {
  return region.flatMap((number) => {
    const line = base.get(number);
    const stays = line !== undefined && file?.gone.has(number) !== true;
    return [...(file?.added.get(number) ?? []), ...(stays ? [line] : [])];
  });
}

/** What changed, with some lines around it, counted from where the region begins on either side. */
function hunksOf(changes: readonly LineChange[], old: number, fresh: number): string[] {
  const isNear = changes.map((_, index) =>
    changes.slice(Math.max(0, index - around), index + around + 1).some(({ sign }) => sign !== " "),
  );
  const lines: string[] = [];
  let [oldEnd, freshEnd] = [old, fresh];
  let hunk: LineChange[] = [];
  for (const [index, change] of changes.entries()) {
    if (change.sign !== "+") oldEnd++;
    if (change.sign !== "-") freshEnd++;
    if (isNear[index] === true) hunk.push(change);
    if (hunk.length === 0 || isNear[index + 1] === true) continue;
    lines.push(headOf(hunk, oldEnd, freshEnd), ...hunk.map(({ sign, text }) => sign + text));
    hunk = [];
  }
  return lines;
}

/** Of a hunk that ends before these lines. */
function headOf(hunk: readonly LineChange[], old: number, fresh: number): string {
  const gone = hunk.filter(({ sign }) => sign !== "+").length;
  const come = hunk.filter(({ sign }) => sign !== "-").length;
  const range = (end: number, count: number) => `${end - count - (count === 0 ? 1 : 0)},${count}`;
  return `@@ -${range(old, gone)} +${range(fresh, come)} @@`;
}
