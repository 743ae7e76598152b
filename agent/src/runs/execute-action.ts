// Carries out an approved action from its frozen bytes, after looking once more whether the world is still
// the one that was shown. The effects are handed in; there is no other way from an approval to an effect.

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
  let prepared: Prepared;
  try {
    prepared = await prepare(effects, action, signal, output);
  } catch (failure) {
    prepared = changed(reasonOf(failure));
  }
  if (prepared.kind === "void") return prepared;
  if (signal.aborted) return changed("the run was stopped");
  try {
    return await prepared.act();
  } catch (failure) {
    return { kind: "failed", why: reasonOf(failure) };
  }
}

/** Until `act` is called nothing has been done, so whatever goes wrong makes the approval void. */
type Prepared =
  | { readonly kind: "ready"; act(): Promise<Performed> }
  | { readonly kind: "void"; readonly why: string };

async function prepare(
  effects: Effects,
  action: Action,
  signal: AbortSignal,
  output: (text: string) => void,
): Promise<Prepared> {
  switch (action.t) {
    case "command":
      return prepareCommand(effects, action, signal, output);
    case "edit":
      return prepareEdit(effects, action);
    case "tool":
      return changed("only the coding agent itself can carry this out");
  }
}

async function prepareCommand(
  effects: Effects,
  action: CommandAction,
  signal: AbortSignal,
  output: (text: string) => void,
): Promise<Prepared> {
  const { argv, shell, cwd, operands } = action;
  if ((await effects.realFolder(cwd)) !== cwd) return changed(`the folder ${cwd} has moved`);
  for (const { path, sha256 } of operands) {
    const place = path.startsWith("/") ? path : await effects.insideFolder(cwd, path);
    const content = await effects.readWholeFile(place);
    if (!isAsShown(effects, content, sha256)) return changed(`${path} has changed`);
  }
  const [program, ...rest] = argv ?? [shell?.program ?? "", "-c", shell?.script ?? ""];
  if (program === undefined || program === "") return changed("no program is named");
  const environment = Object.fromEntries(
    action.environment.map(({ name, value }) => [name, value] as const),
  );
  const act = () => effects.runCommand([program, ...rest], cwd, environment, signal, output);
  return { kind: "ready", act };
}

/** All results are computed and checked before the first file is written. */
async function prepareEdit(effects: Effects, action: EditAction): Promise<Prepared> {
  const { root } = action;
  if ((await effects.realFolder(root)) !== root) return changed(`the folder ${root} has moved`);
  const writes = new Map<string, Uint8Array | undefined>();
  for (const change of action.changes) {
    const place = await effects.insideFolder(root, change.path);
    if (writes.has(place)) return changed(`${change.path} is named twice`);
    const before = await effects.readWholeFile(place);
    if (!isAsShown(effects, before, change.before)) return changed(`${change.path} has changed`);
    const after = resultOf(effects, change, before);
    if (after === "mismatch") return changed(`${change.path} does not fit the diff`);
    writes.set(place, after);
  }
  return { kind: "ready", act: () => writeAll(effects, writes) };
}

async function writeAll(
  effects: Effects,
  writes: ReadonlyMap<string, Uint8Array | undefined>,
): Promise<Performed> {
  for (const [place, content] of writes) {
    if (content === undefined) await effects.removeFile(place);
    else await effects.replaceFile(place, content);
  }
  return { kind: "done" };
}

/** No digest means that there must be no such file. */
function isAsShown(
  effects: Effects,
  content: Uint8Array | undefined,
  shown: Uint8Array | undefined,
): boolean {
  if (content === undefined || shown === undefined) return content === shown;
  return equalBytes(effects.sha256(content), shown);
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

function changed(why: string): { readonly kind: "void"; readonly why: string } {
  return { kind: "void", why };
}

function reasonOf(failure: unknown): string {
  return failure instanceof Error ? failure.message : "unknown";
}
