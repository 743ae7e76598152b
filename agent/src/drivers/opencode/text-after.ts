// What a file holds after one of OpenCode's tools has changed it, computed as OpenCode does, before it does.

import { textOf, fieldOf } from "../../runs/loose-fields.ts";
import { applyDisplayed } from "./displayed-diff.ts";

/** Undefined where there is no file. */
export type FileText = string | undefined;

/** It cannot be said for certain. */
export const unsure = Symbol("unsure");

const byteOrderMark = "\ufeff";

export function textAfterWrite(before: FileText, input: unknown): FileText | typeof unsure {
  const content = textOf(input, "content");
  if (content === undefined) return unsure;
  return marked(unmarked(content), isMarked(before) || isMarked(content));
}

/** `shown` is the diff with which OpenCode asks. */
export function textAfterEdit(
  before: FileText,
  input: unknown,
  shown: string,
): FileText | typeof unsure {
  const [old, replacement] = [textOf(input, "oldString"), textOf(input, "newString")];
  if (old === undefined || replacement === undefined) return unsure;
  if (old === "") return before === undefined ? replacement : unsure;
  if (before === undefined) return unsure;
  const text = unmarked(before);
  const ending = text.includes("\r\n") ? "\r\n" : "\n";
  const wanted = withEnding(old, ending);
  const inserted = withEnding(replacement, ending);
  const after =
    fieldOf(input, "replaceAll") === true ? undefined : replacedOnce(text, wanted, inserted);
  const all = fieldOf(input, "replaceAll") === true && text.includes(wanted);
  // As OpenCode has it, with what a dollar sign means to JavaScript.
  const found = all
    ? text.replaceAll(wanted, inserted)
    : (after ?? nearMiss(text, inserted, shown));
  if (found === undefined) return unsure;
  return marked(unmarked(found), isMarked(before) || isMarked(found));
}

/** `file` is what OpenCode shows of one file of a patch. */
export function textAfterPatch(
  before: FileText,
  file: unknown,
  patchText: string,
): FileText | typeof unsure {
  const type = textOf(file, "type");
  if (type === "delete") return undefined;
  if (before === undefined && type !== "add") return unsure;
  const text = type === "add" ? "" : unmarked(before ?? "");
  const applied = applyDisplayed(text, textOf(file, "patch") ?? "");
  if (applied === undefined) return unsure;
  const said = new Set(patchText.split("\n").map((line) => line.slice(1).replace(/\r$/, "")));
  const known = applied.added.every((line) => said.has(line.replace(/\r?\n$/, "")));
  return known ? marked(applied.text, type !== "add" && isMarked(before)) : unsure;
}

function replacedOnce(text: string, old: string, inserted: string): string | undefined {
  const at = text.indexOf(old);
  if (at === -1 || text.lastIndexOf(old) !== at) return undefined;
  return text.slice(0, at) + inserted + text.slice(at + old.length);
}

/** OpenCode takes what is nearly there for what was meant, and only its diff tells which that is. */
function nearMiss(text: string, inserted: string, shown: string): string | undefined {
  if (text.includes("\r")) return undefined;
  const after = applyDisplayed(text, shown)?.text;
  return after !== undefined && replacesOnePlace(text, after, inserted) ? after : undefined;
}

function replacesOnePlace(before: string, after: string, inserted: string): boolean {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < shorter && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  for (let at = after.indexOf(inserted); at !== -1; at = after.indexOf(inserted, at + 1)) {
    const rest = after.length - at - inserted.length;
    if (at > head || at === after.length) break;
    if (rest <= tail && at + rest <= before.length) return true;
  }
  return false;
}

function withEnding(text: string, ending: string): string {
  const plain = text.replaceAll("\r\n", "\n");
  return ending === "\n" ? plain : plain.replaceAll("\n", ending);
}

function isMarked(text: FileText): boolean {
  return text?.startsWith(byteOrderMark) === true;
}

function unmarked(text: string): string {
  return isMarked(text) ? text.slice(1) : text;
}

function marked(text: string, isWanted: boolean): string {
  return isWanted ? byteOrderMark + text : text;
}
