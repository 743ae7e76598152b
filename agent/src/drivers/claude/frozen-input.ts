// The way back: from an action, as read from its frozen bytes, to the input that makes Claude Code do that
// and nothing else. What the request said is not looked at any more.

import { type Action, type EditAction, equalBytes, utf8 } from "@longrein/protocol";
import { insideFolder, sha256 } from "../../platform/files.ts";
import { applyDiff } from "../../runs/apply-diff.ts";
import { exactInput } from "./edit-forecast.ts";
import { isPlanAsSigned, planTool } from "./plans.ts";
import { isEditTool, readText, timeoutIn } from "./proposal.ts";

export type FrozenInput =
  | { readonly kind: "input"; readonly input: unknown }
  /** The world is no longer the one that was shown. */
  | { readonly kind: "void"; readonly why: string };

export async function frozenInput(action: Action): Promise<FrozenInput> {
  switch (action.t) {
    case "command": {
      const { shell, tool } = action;
      if (shell === undefined) return { kind: "void", why: "it is no script" };
      const timeout = timeoutIn(tool);
      const limit = timeout === undefined ? {} : { timeout };
      return { kind: "input", input: { command: shell.script, ...limit } };
    }
    case "edit":
      return editInput(action);
    case "tool": {
      const input: unknown = JSON.parse(action.input);
      if (action.tool === planTool && !(await isPlanAsSigned(input))) {
        return { kind: "void", why: "the plan has changed" };
      }
      return { kind: "input", input };
    }
  }
}

async function editInput({ tool, root, changes }: EditAction): Promise<FrozenInput> {
  const [change] = changes;
  if (change === undefined || changes.length > 1 || !isEditTool(tool)) {
    return { kind: "void", why: "it is no edit of one file" };
  }
  try {
    const place = await insideFolder(root, change.path);
    const before = await readText(place);
    const after = applyDiff(before ?? "", change.diff);
    if (!isText(before, change.before) || after === undefined || !isText(after, change.after)) {
      return { kind: "void", why: `${change.path} has changed` };
    }
    return { kind: "input", input: exactInput(tool, place, before, after) };
  } catch (failure) {
    return { kind: "void", why: failure instanceof Error ? failure.message : "unknown" };
  }
}

/** Whether the file that was approved lies there now. */
export async function isAsApproved({ root, changes }: EditAction): Promise<boolean> {
  try {
    for (const { path, after } of changes) {
      if (!isText(await readText(await insideFolder(root, path)), after)) return false;
    }
    return true;
  } catch {
    return false;
  }
}

function isText(text: string | undefined, digest: Uint8Array | undefined): boolean {
  if (text === undefined || digest === undefined) return text === digest;
  return equalBytes(sha256(utf8(text)), digest);
}
