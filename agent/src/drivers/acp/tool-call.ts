// A tool call as it is told bit by bit: what is said later replaces what was said before.

import type { ToolKind } from "../../runs/driver.ts";
import { fieldOf, listOf, textOf } from "../../runs/loose-fields.ts";
import { makeDiff } from "../../runs/make-diff.ts";

export type ToolCall = Readonly<Record<string, unknown>>;

const kinds: Readonly<Record<string, ToolKind>> = {
  delete: "edit",
  edit: "edit",
  execute: "command",
  fetch: "fetch",
  move: "edit",
  read: "read",
  search: "search",
};

export interface FileDiff {
  readonly path: string;
  /** Undefined for a file that is new. */
  readonly before: string | undefined;
  readonly after: string;
}

export function merged(known: ToolCall | undefined, more: unknown): ToolCall {
  const said = typeof more === "object" && more !== null ? Object.entries(more) : [];
  return { ...known, ...Object.fromEntries(said.filter(([, value]) => value !== null)) };
}

export function kindOf(call: ToolCall): ToolKind {
  const kind = textOf(call, "kind") ?? "";
  return Object.hasOwn(kinds, kind) ? (kinds[kind] ?? "other") : "other";
}

export function titleOf(call: ToolCall): string {
  return textOf(call, "title") ?? textOf(call, "name") ?? textOf(call, "kind") ?? "a tool";
}

/** What it says in text; a console's is fenced. */
export function outputOf(call: ToolCall): string {
  const raw = textOf(call, "rawOutput");
  if (raw !== undefined) return raw;
  const texts = listOf(call, "content").flatMap(
    (content) => textOf(fieldOf(content, "content"), "text") ?? [],
  );
  return texts.join("\n").replace(/^```\w*\n([\s\S]*?)\n?```$/, "$1");
}

export function diffsOf(call: ToolCall): FileDiff[] {
  return listOf(call, "content").flatMap((content) => {
    const [path, after] = [textOf(content, "path"), textOf(content, "newText")];
    if (textOf(content, "type") !== "diff" || path === undefined || after === undefined) return [];
    return [{ path, before: textOf(content, "oldText"), after }];
  });
}

export function diffTextOf(call: ToolCall): string {
  return diffsOf(call)
    .map(({ before, after }) => makeDiff(before ?? "", after))
    .join("");
}
