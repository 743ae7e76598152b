// A patch of Codex, which tells diffs without the files they are for, turned into an edit that says what each
// file is before and after.

import { utf8 } from "@longrein/protocol";
import { readWholeFile, sha256 } from "../../platform/files.ts";
import { applyDiff } from "../../runs/apply-diff.ts";
import type { Wish } from "../../runs/driver.ts";
import { fieldOf, textOf } from "../../runs/loose-fields.ts";
import { makeDiff } from "../../runs/make-diff.ts";

type EditWish = Extract<Wish, { t: "edit" }>;
type Change = EditWish["changes"][number];

/** Undefined if it cannot be said exactly: a file that is no text, or a diff that does not fit it. */
export async function editWish(
  changes: readonly unknown[],
  folder: string,
): Promise<EditWish | undefined> {
  const texts: { path: string; before: string | undefined; after: string | undefined }[] = [];
  for (const change of changes) {
    const path = textOf(change, "path");
    if (path === undefined) return undefined;
    const before = await readText(path);
    if (before === "unreadable") return undefined;
    const after = textAfter(change, before?.text);
    if (after === "unfit") return undefined;
    const moved = textOf(fieldOf(change, "kind"), "move_path");
    if (moved === undefined) texts.push({ path, before: before?.text, after });
    else {
      const there = await readText(moved);
      if (there === "unreadable") return undefined;
      texts.push({ path, before: before?.text, after: undefined });
      texts.push({ path: moved, before: there?.text, after });
    }
  }
  const inside = texts.every(({ path }) => path.startsWith(`${folder}/`));
  const root = inside ? folder : "/";
  const named = texts.map(({ path, before, after }) =>
    changeOf(path.slice(inside ? folder.length + 1 : 1), before, after),
  );
  return { t: "edit", tool: "apply_patch", root, changes: named };
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

function textAfter(change: unknown, before: string | undefined): string | undefined | "unfit" {
  const diff = textOf(change, "diff") ?? "";
  switch (textOf(fieldOf(change, "kind"), "type")) {
    case "add":
      return diff;
    case "delete":
      return undefined;
    case "update":
      return applyDiff(before ?? "", withCounts(diff)) ?? "unfit";
    default:
      return "unfit";
  }
}

/** A count of one line may be left out in a diff; ours always say it. */
function withCounts(diff: string): string {
  return diff.replace(
    /^@@ -(\d+)(,\d+)? \+(\d+)(,\d+)? @@.*$/gm,
    (_, before: string, beforeCount = ",1", after: string, afterCount = ",1") =>
      `@@ -${before}${beforeCount} +${after}${afterCount} @@`,
  );
}

function changeOf(path: string, before: string | undefined, after: string | undefined): Change {
  return {
    path,
    ...(before !== undefined && { before: sha256(utf8(before)) }),
    ...(after !== undefined && { after: sha256(utf8(after)) }),
    diff: makeDiff(before ?? "", after ?? ""),
  };
}
