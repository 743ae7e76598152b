// Looks whether the world is still the one in which an action was shown: its folder in its real place, its
// files as they were, its diffs fitting. Changes nothing; whatever goes wrong makes the approval void.

import {
  type Action,
  type CommandAction,
  type EditAction,
  type FileChange,
  equalBytes,
  fromUtf8,
  readAction,
  utf8,
} from "@longrein/protocol";
import { applyDiff } from "./apply-diff.ts";

export interface Sight {
  /** The folder's real path, undefined if it is gone. */
  realFolder(path: string): Promise<string | undefined>;
  /** Rejects for anything that is not a plain file. */
  readWholeFile(path: string): Promise<Uint8Array | undefined>;
  /** Rejects for a path that leads out of the root, by links too. */
  insideFolder(root: string, relative: string): Promise<string>;
  sha256(bytes: Uint8Array): Uint8Array;
}

/** What each real path will hold, undefined for nothing. */
export type Writes = ReadonlyMap<string, Uint8Array | undefined>;

export type CheckedAction =
  | { readonly kind: "command"; readonly action: CommandAction }
  | { readonly kind: "edit"; readonly action: EditAction; readonly writes: Writes }
  | { readonly kind: "tool"; readonly action: Extract<Action, { t: "tool" }> };

export type Void = { readonly kind: "void"; readonly why: string };

/** Throws only for bytes that were never frozen. */
export async function checkAction(
  sight: Sight,
  actionBytes: Uint8Array,
): Promise<CheckedAction | Void> {
  const action = readAction(actionBytes);
  try {
    return await check(sight, action);
  } catch (failure) {
    return changed(reasonOf(failure));
  }
}

async function check(sight: Sight, action: Action): Promise<CheckedAction | Void> {
  switch (action.t) {
    case "command":
      return checkCommand(sight, action);
    case "edit":
      return checkEdit(sight, action);
    case "tool":
      return (await hasMoved(sight, action.cwd)) ?? { kind: "tool", action };
  }
}

async function checkCommand(sight: Sight, action: CommandAction): Promise<CheckedAction | Void> {
  const { cwd, operands } = action;
  const moved = await hasMoved(sight, cwd);
  if (moved !== undefined) return moved;
  for (const { path, sha256 } of operands) {
    const place = path.startsWith("/") ? path : await sight.insideFolder(cwd, path);
    const content = await sight.readWholeFile(place);
    if (!isAsShown(sight, content, sha256)) return changed(`${path} has changed`);
  }
  return { kind: "command", action };
}

/** All results are computed and checked before the first file may be written. */
async function checkEdit(sight: Sight, action: EditAction): Promise<CheckedAction | Void> {
  const { root } = action;
  const moved = await hasMoved(sight, root);
  if (moved !== undefined) return moved;
  const writes = new Map<string, Uint8Array | undefined>();
  for (const change of action.changes) {
    const place = await sight.insideFolder(root, change.path);
    if (writes.has(place)) return changed(`${change.path} is named twice`);
    const before = await sight.readWholeFile(place);
    if (!isAsShown(sight, before, change.before)) return changed(`${change.path} has changed`);
    const after = resultOf(sight, change, before);
    if (after === "mismatch") return changed(`${change.path} does not fit the diff`);
    writes.set(place, after);
  }
  return { kind: "edit", action, writes };
}

async function hasMoved(sight: Sight, folder: string): Promise<Void | undefined> {
  const real = await sight.realFolder(folder);
  return real === folder ? undefined : changed(`the folder ${folder} has moved`);
}

/** No digest means that there must be no such file. */
function isAsShown(
  sight: Sight,
  content: Uint8Array | undefined,
  shown: Uint8Array | undefined,
): boolean {
  if (content === undefined || shown === undefined) return content === shown;
  return equalBytes(sight.sha256(content), shown);
}

/** The file's bytes afterwards, undefined for a deletion; they must be exactly those that were shown. */
function resultOf(
  sight: Sight,
  change: FileChange,
  before: Uint8Array | undefined,
): Uint8Array | undefined | "mismatch" {
  const text = applyDiff(before === undefined ? "" : fromUtf8(before), change.diff);
  if (text === undefined) return "mismatch";
  if (change.after === undefined) return text === "" ? undefined : "mismatch";
  const content = utf8(text);
  return equalBytes(sight.sha256(content), change.after) ? content : "mismatch";
}

export function changed(why: string): Void {
  return { kind: "void", why };
}

export function reasonOf(failure: unknown): string {
  return failure instanceof Error ? failure.message : "unknown";
}
