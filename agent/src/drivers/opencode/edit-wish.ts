// OpenCode's tools that change files, turned into an edit that says what each file is before and after. Where
// it cannot be said for certain what OpenCode will write, nothing is said.

import { dirname, join, basename, resolve } from "node:path";
import { equalBytes, utf8 } from "@longrein/protocol";
import { readWholeFile, realFolder, sha256 } from "../../platform/files.ts";
import type { Wish } from "../../runs/driver.ts";
import { fieldOf, listOf, textOf } from "../../runs/loose-fields.ts";
import { makeDiff } from "../../runs/make-diff.ts";
import {
  type FileText,
  textAfterEdit,
  textAfterPatch,
  textAfterWrite,
  unsure,
} from "./text-after.ts";

export type EditWish = Extract<Wish, { t: "edit" }>;
type Change = EditWish["changes"][number];

export interface EditCall {
  readonly tool: string;
  readonly input: unknown;
  /** What OpenCode shows with its question. */
  readonly metadata: unknown;
  /** Where relative paths begin. */
  readonly directory: string;
}

interface Target {
  readonly path: string;
  readonly before: FileText;
  readonly after: FileText;
}

/** `folder` is the run's. Undefined if it is not certain what will be written. */
export async function editWish(call: EditCall, folder: string): Promise<EditWish | undefined> {
  const targets = await targetsOf(call).catch(() => undefined);
  if (targets === undefined || targets.length === 0) return undefined;
  const inside = targets.every(({ path }) => path.startsWith(`${folder}/`));
  // Policy judges what lies elsewhere.
  const root = inside ? folder : "/";
  const changes = targets.map((target) => changeOf(target, inside ? folder.length + 1 : 1));
  return { t: "edit", tool: call.tool, root, changes };
}

/** Paths whose content is not what was shown. */
export async function unlikeShown({ root, changes }: EditWish): Promise<string[]> {
  const unlike: string[] = [];
  for (const { path, after } of changes) {
    const content = await readWholeFile(join(root, path)).catch(() => undefined);
    const same =
      content === undefined || after === undefined
        ? content === after
        : equalBytes(sha256(content), after);
    if (!same) unlike.push(path);
  }
  return unlike;
}

async function targetsOf({
  tool,
  input,
  metadata,
  directory,
}: EditCall): Promise<Target[] | undefined> {
  const shown = textOf(metadata, "diff") ?? "";
  switch (tool) {
    case "write": {
      const path = await placeOf(directory, textOf(input, "filePath"));
      const before = await readText(path);
      return only(path, before, textAfterWrite(before, input));
    }
    case "edit": {
      const path = await placeOf(directory, textOf(input, "filePath"));
      const before = await readText(path);
      return only(path, before, textAfterEdit(before, input, shown));
    }
    case "apply_patch":
      return patchTargets(listOf(metadata, "files"), textOf(input, "patchText") ?? "");
    default:
      return undefined;
  }
}

function only(
  path: string,
  before: FileText,
  after: FileText | typeof unsure,
): Target[] | undefined {
  return after === unsure ? undefined : [{ path, before, after }];
}

async function patchTargets(
  files: readonly unknown[],
  patchText: string,
): Promise<Target[] | undefined> {
  const targets: Target[] = [];
  for (const file of files) {
    const path = await placeOf("/", textOf(file, "filePath"));
    const before = await readText(path);
    const after = textAfterPatch(before, file, patchText);
    if (after === unsure) return undefined;
    if (fieldOf(file, "movePath") === undefined) targets.push({ path, before, after });
    else {
      const moved = await placeOf("/", textOf(file, "movePath"));
      targets.push({ path, before, after: undefined });
      targets.push({ path: moved, before: await readText(moved), after });
    }
  }
  return targets;
}

/** The file's own place, whatever links lead to its folder. */
async function placeOf(directory: string, path: string | undefined): Promise<string> {
  if (path === undefined) throw new Error("expected a path");
  const place = resolve(directory, path);
  return join((await realFolder(dirname(place))) ?? dirname(place), basename(place));
}

/** Rejects for what is no text. */
async function readText(path: string): Promise<FileText> {
  const bytes = await readWholeFile(path);
  if (bytes === undefined) return undefined;
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
}

function changeOf({ path, before, after }: Target, skipped: number): Change {
  return {
    path: path.slice(skipped),
    ...(before !== undefined && { before: sha256(utf8(before)) }),
    ...(after !== undefined && { after: sha256(utf8(after)) }),
    diff: makeDiff(before ?? "", after ?? ""),
  };
}
