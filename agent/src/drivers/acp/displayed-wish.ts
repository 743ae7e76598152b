// What a coding agent shows when it asks, turned into what is frozen and signed. It runs what it has itself, so
// nothing of this is more than a display of it.

import { basename, dirname, join } from "node:path";
import { utf8 } from "@longrein/protocol";
import { readWholeFile, realFolder, sha256 } from "../../platform/files.ts";
import type { Wish } from "../../runs/driver.ts";
import { fieldOf, textOf } from "../../runs/loose-fields.ts";
import { makeDiff } from "../../runs/make-diff.ts";
import { type FileDiff, type ToolCall, diffsOf, kindOf, titleOf } from "./tool-call.ts";

type Change = Extract<Wish, { t: "edit" }>["changes"][number];

/** All of it that a person could make sense of. */
const shownFields = ["title", "kind", "rawInput", "content", "locations"] as const;

export async function displayedWish(call: ToolCall, folder: string): Promise<Wish> {
  const tool = textOf(call, "name") ?? textOf(call, "kind") ?? "tool";
  const diffs = kindOf(call) === "edit" ? diffsOf(call) : [];
  const changes = await Promise.all(diffs.map((diff) => changeOf(diff, folder)));
  const known = changes.filter((change) => change !== undefined);
  const paths = new Set(known.map(({ path }) => path));
  if (known.length > 0 && known.length === changes.length && paths.size === known.length) {
    return { t: "edit", tool, root: folder, changes: known };
  }
  const shown = shownFields.map((name) => [name, fieldOf(call, name)] as const);
  return { t: "tool", tool, input: JSON.stringify(Object.fromEntries(shown)), cwd: folder };
}

/** Some show the whole file, some only the place that changes. */
async function changeOf(diff: FileDiff, folder: string): Promise<Change | undefined> {
  const path = join(
    (await realFolder(dirname(diff.path))) ?? dirname(diff.path),
    basename(diff.path),
  );
  if (!path.startsWith(`${folder}/`)) return undefined;
  const before = await readText(path);
  if (before === "unreadable") return undefined;
  const after = textAfter(before?.text, diff);
  if (after === undefined) return undefined;
  return {
    path: path.slice(folder.length + 1),
    ...(before !== undefined && { before: sha256(utf8(before.text)) }),
    after: sha256(utf8(after)),
    diff: makeDiff(before?.text ?? "", after),
  };
}

/** Undefined if it does not fit the file. */
function textAfter(text: string | undefined, { before, after }: FileDiff): string | undefined {
  if (text === undefined || text === "") return (before ?? "") === "" ? after : undefined;
  if (before === undefined || before === "") return undefined;
  const at = text.indexOf(before);
  if (at === -1 || text.lastIndexOf(before) !== at) return undefined;
  return text.slice(0, at) + after + text.slice(at + before.length);
}

async function readText(path: string): Promise<{ text: string } | undefined | "unreadable"> {
  try {
    const bytes = await readWholeFile(path);
    if (bytes === undefined) return undefined;
    return { text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return "unreadable";
  }
}

export function titleOfWish(call: ToolCall, wish: Wish): string {
  if (wish.t !== "edit") return titleOf(call);
  return `Edit ${wish.changes.map(({ path }) => path).join(", ")}`;
}
