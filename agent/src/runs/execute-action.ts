// Carries out an approved action from its frozen bytes, after looking once more whether the world is still
// the one that was shown. The effects are handed in; there is no other way from an approval to an effect.

import { type Action, type CommandAction, type EditAction, type FileChange, equalBytes, fromUtf8, readAction, utf8 } from "@longrein/protocol";
import { applyDiff } from "./apply-diff.ts";
import type { Performed } from "./driver.ts";

export interface Effects {
  /** The folder's real path, undefined if it is gone. */
  realFolder(path: string): Promise<string | undefined>;
  /** Rejects for anything that is not a plain file. */
  readWholeFile(path: string): Promise<Uint8Array | undefined>;
  /** Rejects for a path that leads out of the root, by links too. */
  insideFolder(root: string, relative: string): Promise<string>;
  replaceFile(path: string, content: Uint8Array): Promise<void>;
  removeFile(path: string): Promise<void>;
  sha256(bytes: Uint8Array): Uint8Array;
  runCommand(
    argv: readonly [string, ...string[]],
    cwd: string,
    environment: Readonly<Record<string, string | undefined>>,
    signal: AbortSignal,
    output: (text: string) => void,
  ): Promise<Performed>;
}

export async function executeAction(
  effects: Effects,
  actionBytes: Uint8Array,
  signal: AbortSignal,
  output: (text: string) => void,
): Promise<Performed> {
  const action = readAction(actionBytes);
  try {
    const changed = await whatHasChanged(effects, action);
    if (changed !== undefined) return { kind: "void", why: changed };
    return action.t === "command"
      ? await executeCommand(effects, action, signal, output)
      : await executeEdit(effects, action);
  } catch (failure) {
    return { kind: "failed", why: failure instanceof Error ? failure.message : "unknown" };
  }
}

/** The first precondition that no longer holds, in words. */
async function whatHasChanged(effects: Effects, action: Action): Promise<string | undefined> {
  const folder = action.t === "command" ? action.cwd : action.root;
  if ((await effects.realFolder(folder)) !== folder) return `the folder ${folder} has moved`;
  const expected =
    action.t === "command"
      ? action.operands.map(({ path, sha256 }) => ({ path, sha256 }))
      : action.changes.map(({ path, before }) => ({ path, sha256: before }));
  for (const { path, sha256 } of expected) {
    const place = path.startsWith("/") ? path : await effects.insideFolder(folder, path);
    const content = await effects.readWholeFile(place);
    const digest = content && effects.sha256(content);
    const holds =
      digest === undefined || sha256 === undefined
        ? digest === sha256
        : equalBytes(digest, sha256);
    if (!holds) return `${path} has changed since it was shown`;
  }
  return undefined;
}

async function executeCommand(
  effects: Effects,
  action: CommandAction,
  signal: AbortSignal,
  output: (text: string) => void,
): Promise<Performed> {
  const { argv, shell, cwd } = action;
  const [program, ...rest] = argv ?? [shell?.program ?? "", "-c", shell?.script ?? ""];
  if (program === undefined || program === "") return { kind: "failed", why: "no program" };
  const changes = action.environment.map(({ name, value }) => [name, value] as const);
  return effects.runCommand([program, ...rest], cwd, Object.fromEntries(changes), signal, output);
}

/** All results are computed and checked before the first file is written. */
async function executeEdit(effects: Effects, action: EditAction): Promise<Performed> {
  const writes: { place: string; content: Uint8Array | undefined }[] = [];
  for (const change of action.changes) {
    const place = await effects.insideFolder(action.root, change.path);
    const before = await effects.readWholeFile(place);
    const content = resultOf(effects, change, before);
    if (content === "mismatch") return { kind: "void", why: `${change.path} does not fit the diff` };
    writes.push({ place, content });
  }
  for (const { place, content } of writes) {
    if (content === undefined) await effects.removeFile(place);
    else await effects.replaceFile(place, content);
  }
  return { kind: "done" };
}

/** The file's bytes afterwards, undefined for a deletion; they must be exactly those that were shown. */
function resultOf(
  effects: Effects,
  change: FileChange,
  before: Uint8Array | undefined,
): Uint8Array | undefined | "mismatch" {
  const text = applyDiff(before === undefined ? "" : fromUtf8(before), change.diff);
  if (text === undefined) return "mismatch";
  if (change.after === undefined) return text === "" ? undefined : "mismatch";
  const content = utf8(text);
  return equalBytes(effects.sha256(content), change.after) ? content : "mismatch";
}
