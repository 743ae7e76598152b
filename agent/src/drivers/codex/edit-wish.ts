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
  const states: FileState[] = [];
  for (const change of changes) {
    const found = await statesOf(change);
    if (found === undefined) return undefined;
    states.push(...found);
  }
  const inside = states.every(({ path }) => path.startsWith(`${folder}/`));
  const root = inside ? folder : "/";
  const rootLength = inside ? folder.length + 1 : 1;
  const named = states.map((state) => changeOf({ ...state, path: state.path.slice(rootLength) }));
  return { t: "edit", tool: "apply_patch", root, changes: named };
}

/** A file before and after; undefined where there is none. */
interface FileState {
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

class Unfit extends Error {}

/** Of the one file that is changed, or of the two between which it is moved. */
async function statesOf(change: unknown): Promise<readonly FileState[] | undefined> {
  const path = textOf(change, "path");
  if (path === undefined) return undefined;
  const moved = textOf(fieldOf(change, "kind"), "move_path");
  try {
    const before = await readText(path);
    const after = textAfter(change, before);
    if (moved === undefined || moved === path) return [{ path, before, after }];
    return [
      { path, before, after: undefined },
      { path: moved, before: await readText(moved), after },
    ];
  } catch {
    return undefined;
  }
}

async function readText(path: string): Promise<string | undefined> {
  const bytes = await readWholeFile(path);
  if (bytes === undefined) return undefined;
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
}

function textAfter(change: unknown, before: string | undefined): string | undefined {
  const diff = textOf(change, "diff") ?? "";
  switch (textOf(fieldOf(change, "kind"), "type")) {
    case "add":
      return diff;
    case "delete":
      return undefined;
    case "update": {
      const after = before === undefined ? undefined : applyDiff(before, withCounts(diff));
      if (after === undefined) throw new Unfit("the diff does not fit the file");
      return after;
    }
    default:
      throw new Unfit("a kind of change that is not known");
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

function changeOf({ path, before, after }: FileState): Change {
  return {
    path,
    ...(before !== undefined && { before: sha256(utf8(before)) }),
    ...(after !== undefined && { after: sha256(utf8(after)) }),
    diff: makeDiff(before ?? "", after ?? ""),
  };
}
