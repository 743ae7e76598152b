// Codex's requests for approval, turned into what is frozen and signed: the argv that it is going to run, its
// shell included, or what a patch makes of each file.

import { realFolder } from "../../platform/files.ts";
import type { Wish } from "../../runs/driver.ts";
import { textOf } from "../../runs/loose-fields.ts";
import { editWish } from "./edit-wish.ts";
import { splitWords } from "./shell-words.ts";

export interface Request {
  readonly wish: Wish;
  readonly title: string;
  readonly approvals: "exact" | "displayed";
}

/** Undefined if it says too little to be shown. */
export async function commandRequest(params: unknown): Promise<Request | undefined> {
  const command = textOf(params, "command");
  const said = textOf(params, "cwd");
  if (command === undefined || said === undefined) return undefined;
  const cwd = await realFolder(said);
  const argv = splitWords(command);
  const kind = textOf(params, "kind") ?? "command";
  if (cwd === undefined) return undefined;
  // Typing into a program that runs already is no command, and neither is what cannot be taken apart.
  if (kind !== "command" || argv === undefined || argv.length === 0) {
    const input = JSON.stringify({ kind, command });
    const wish: Wish = { t: "tool", tool: kind, input, cwd };
    return { wish, title: command, approvals: "displayed" };
  }
  const wish: Wish = { t: "command", tool: "shell", argv, cwd, environment: [], operands: [] };
  return { wish, title: titleOf(argv), approvals: "exact" };
}

export async function patchRequest(
  changes: readonly unknown[],
  folder: string,
): Promise<Request | undefined> {
  if (changes.length === 0) return undefined;
  const title = `Edit ${changes.map((change) => nameIn(change, folder)).join(", ")}`;
  const wish = await editWish(changes, folder);
  if (wish !== undefined) return { wish, title, approvals: "exact" };
  const input = JSON.stringify(changes);
  const asTool: Wish = { t: "tool", tool: "apply_patch", input, cwd: folder };
  return { wish: asTool, title, approvals: "displayed" };
}

function nameIn(change: unknown, folder: string): string {
  const path = textOf(change, "path") ?? "a file";
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : path;
}

/** Codex hands every command to a shell; a person looks for what comes after that. */
function titleOf(argv: readonly string[]): string {
  const [, flags, script] = argv;
  return argv.length === 3 && (flags === "-lc" || flags === "-c") && script !== undefined
    ? script
    : argv.join(" ");
}
