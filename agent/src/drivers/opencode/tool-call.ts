// A tool as OpenCode tells of it: a part of a message, with what goes in and what became of it.

import type { ToolKind } from "../../runs/driver.ts";
import { fieldAt, fieldOf, numberOf, textOf } from "../../runs/loose-fields.ts";

const kinds: Readonly<Record<string, ToolKind>> = {
  apply_patch: "edit",
  bash: "command",
  edit: "edit",
  glob: "search",
  grep: "search",
  lsp: "search",
  read: "read",
  webfetch: "fetch",
  websearch: "fetch",
  write: "edit",
};

export function toolOf(part: unknown): string {
  return textOf(part, "tool") ?? "tool";
}

export function kindOf(tool: string): ToolKind {
  return Object.hasOwn(kinds, tool) ? (kinds[tool] ?? "other") : "other";
}

export function inputOf(part: unknown): unknown {
  return fieldAt(part, "state", "input") ?? {};
}

/** What a person looks for first. */
export function titleOf(tool: string, input: unknown): string {
  const named = ["command", "filePath", "url", "query", "pattern", "description", "name"]
    .map((name) => textOf(input, name))
    .find((text) => text !== undefined && text !== "");
  if (tool === "bash") return named ?? tool;
  return named === undefined ? tool : `${tool} ${named}`;
}

/** How long it ran, from when it was allowed to if that was later. */
export function durationOf(part: unknown, allowedAt: number | undefined): number | undefined {
  const time = fieldAt(part, "state", "time");
  const [start, end] = [numberOf(time, "start"), numberOf(time, "end")];
  if (start === undefined || end === undefined) return undefined;
  return Math.max(0, Math.round(end - Math.max(start, allowedAt ?? 0)));
}

/** A command's; absent for what was ended by force. */
export function exitCodeOf(part: unknown): number | undefined {
  return numberOf(fieldOf(fieldOf(part, "state"), "metadata"), "exit");
}
