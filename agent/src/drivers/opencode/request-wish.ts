// A call that OpenCode asks about, turned into what is frozen and signed: the command with the shell and the
// folder it gets, what becomes of each file, or the input of a tool.

import { resolve } from "node:path";
import { realFolder } from "../../platform/files.ts";
import type { Asking, Wish } from "../../runs/driver.ts";
import { numberOf, textOf } from "../../runs/loose-fields.ts";
import { type EditCall, type EditWish, editWish } from "./edit-wish.ts";
import { kindOf, titleOf } from "./tool-call.ts";

export type Request = Pick<Asking, "title" | "says" | "kind" | "approvals"> & {
  readonly wish: Wish;
};

export interface Call extends EditCall {
  /** OpenCode's own name for it. */
  readonly id: string;
}

/** `program` is the shell; undefined if the call names no command, or a folder that is not there. */
export async function requestOf(
  call: Call,
  folder: string,
  program: string,
): Promise<Request | undefined> {
  const { tool, input } = call;
  const about = {
    title: titleOf(tool, input),
    says: tool === "bash" ? (textOf(input, "description") ?? "") : "",
    kind: kindOf(tool),
  };
  if (tool === "bash") {
    const wish = await commandWish(call, program);
    return wish && { ...about, wish, approvals: "exact" };
  }
  const edit = await editWish(call, folder);
  if (edit !== undefined)
    return { ...about, title: editTitle(edit), wish: edit, approvals: "exact" };
  const wish = await toolWish(call);
  // A tool that changes files, but how cannot be said: what is shown is all there is.
  const approvals = about.kind === "edit" ? "displayed" : "exact";
  return wish && { ...about, wish, approvals };
}

/** What is allowed to run, and where. */
async function commandWish(
  { input, directory }: Pick<Call, "input" | "directory">,
  program: string,
): Promise<Extract<Wish, { t: "command" }> | undefined> {
  const script = textOf(input, "command");
  const cwd = await realFolder(resolve(directory, textOf(input, "workdir") ?? "."));
  if (script === undefined || cwd === undefined) return undefined;
  const timeoutMs = numberOf(input, "timeout");
  const tool = timeoutMs === undefined ? "bash" : `bash, for at most ${timeoutMs} ms`;
  return { t: "command", tool, shell: { program, script }, cwd, environment: [], operands: [] };
}

async function toolWish({ tool, input, metadata, directory }: Call): Promise<Wish | undefined> {
  const cwd = await realFolder(directory);
  const shown = kindOf(tool) === "edit" ? { input, shown: metadata } : input;
  return cwd === undefined ? undefined : { t: "tool", tool, input: JSON.stringify(shown), cwd };
}

function editTitle({ changes }: EditWish): string {
  return `Edit ${changes.map(({ path }) => path).join(", ")}`;
}
