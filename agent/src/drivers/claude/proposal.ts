// A call of a tool as what is asked about: a command, an edit with its whole diff, or, for all else and
// wherever something about it is not plain, the tool with its input to the letter.

import { fromUtf8, utf8 } from "@longrein/protocol";
import { insideFolder, readWholeFile, sha256 } from "../../platform/files.ts";
import type { Wish } from "../../runs/driver.ts";
import { fieldOf, numberOf, textOf } from "../../runs/loose-fields.ts";
import { makeDiff } from "../../runs/make-diff.ts";
import type { Call } from "./calls.ts";
import { placeOf } from "./looking.ts";
import { type EditTool, forecast } from "./edit-forecast.ts";

export interface Proposal {
  readonly wish: Wish;
  readonly title: string;
  /** The model's own words on it. */
  readonly says: string;
}

export interface Place {
  /** Real path of the run's folder. */
  readonly folder: string;
  /** What commands run in. */
  readonly shell: string;
}

export async function proposalOf(call: Call, input: unknown, place: Place): Promise<Proposal> {
  const says = textOf(input, "description") ?? "";
  const wish =
    commandWish(call, input, place.shell) ??
    (await editWish(call, input, place.folder)) ??
    toolWish(call, input);
  return { wish, title: titleOf(call.tool, input, place.folder), says };
}

/** What a command is called is part of what is signed, and so is all that changes how it runs. */
export const bashTool = "Bash";
const bashFields = ["command", "description", "timeout"];

export function timeoutIn(tool: string): number | undefined {
  const milliseconds = /^Bash, at most (\d+) ms$/.exec(tool)?.[1];
  return milliseconds === undefined ? undefined : Number(milliseconds);
}

function commandWish(call: Call, input: unknown, program: string): Wish | undefined {
  const script = textOf(input, "command");
  const plain = Object.keys(input ?? {}).every((name) => bashFields.includes(name));
  if (call.tool !== bashTool || script === undefined || !plain) return undefined;
  const timeout = numberOf(input, "timeout");
  const tool = timeout === undefined ? bashTool : `${bashTool}, at most ${timeout} ms`;
  if (timeout !== timeoutIn(tool)) return undefined;
  const shell = { program, script };
  return { t: "command", tool, shell, cwd: call.cwd, environment: [], operands: [] };
}

export function isEditTool(tool: string): tool is EditTool {
  return tool === "Edit" || tool === "Write";
}

async function editWish(call: Call, input: unknown, root: string): Promise<Wish | undefined> {
  const { tool } = call;
  const path = relativePath(textOf(input, "file_path"), call.cwd, root);
  if (!isEditTool(tool) || path === undefined) return undefined;
  try {
    const before = await readText(await insideFolder(root, path));
    const after = forecast(tool, input, before);
    if (after === undefined || after === before) return undefined;
    const change = {
      path,
      ...(before !== undefined && { before: sha256(utf8(before)) }),
      after: sha256(utf8(after)),
      diff: makeDiff(before ?? "", after),
    };
    return { t: "edit", tool, root, changes: [change] };
  } catch {
    // A link, no text, or not to be read: then it is shown as the call that it is.
    return undefined;
  }
}

/** Undefined where there is no such file; rejects for what is no plain text. */
export async function readText(place: string): Promise<string | undefined> {
  const bytes = await readWholeFile(place);
  return bytes === undefined ? undefined : fromUtf8(bytes);
}

function relativePath(path: string | undefined, cwd: string, root: string): string | undefined {
  const place = placeOf(path ?? "", cwd);
  if (path === undefined || !place.startsWith(`${root}/`)) return undefined;
  const relative = place.slice(root.length + 1);
  const odd = ["", ".", ".."];
  return relative.split("/").some((step) => odd.includes(step)) ? undefined : relative;
}

function toolWish(call: Call, input: unknown): Wish {
  const [, server] = /^mcp__(.+?)__/.exec(call.tool) ?? [];
  const from = server === undefined ? {} : { server };
  return { t: "tool", tool: call.tool, ...from, input: JSON.stringify(input), cwd: call.cwd };
}

export function titleOf(tool: string, input: unknown, folder: string): string {
  const subject = ["command", "file_path", "notebook_path", "url", "query", "pattern", "skill"]
    .map((name) => fieldOf(input, name))
    .find((value) => typeof value === "string");
  if (subject === undefined) return tool;
  const [line = ""] = subject.trim().split("\n");
  const short = line.startsWith(`${folder}/`) ? line.slice(folder.length + 1) : line;
  return tool === bashTool ? short : `${tool} ${short}`;
}
