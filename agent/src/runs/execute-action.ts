// Carries out an approved action from its frozen bytes, after looking once more whether the world is still
// the one that was shown. The effects are handed in; there is no other way from an approval to an effect.

import type { CommandAction } from "@longrein/protocol";
import { type Sight, type Writes, changed, checkAction, reasonOf } from "./check-action.ts";
import type { Performed } from "./driver.ts";

export interface Effects extends Sight {
  replaceFile(path: string, content: Uint8Array): Promise<void>;
  removeFile(path: string): Promise<void>;
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
  const checked = await checkAction(effects, actionBytes);
  if (checked.kind === "void") return checked;
  if (signal.aborted) return changed("the run was stopped");
  try {
    switch (checked.kind) {
      case "command":
        return await runCommand(effects, checked.action, signal, output);
      case "edit":
        return await writeAll(effects, checked.writes);
      case "tool":
        return changed("only the coding agent itself can carry this out");
    }
  } catch (failure) {
    return { kind: "failed", why: reasonOf(failure) };
  }
}

async function runCommand(
  effects: Effects,
  { argv, shell, cwd, environment }: CommandAction,
  signal: AbortSignal,
  output: (text: string) => void,
): Promise<Performed> {
  const [program, ...rest] = argv ?? [shell?.program ?? "", "-c", shell?.script ?? ""];
  if (program === undefined || program === "") return changed("no program is named");
  const changes = Object.fromEntries(environment.map(({ name, value }) => [name, value] as const));
  return effects.runCommand([program, ...rest], cwd, changes, signal, output);
}

async function writeAll(effects: Effects, writes: Writes): Promise<Performed> {
  for (const [place, content] of writes) {
    if (content === undefined) await effects.removeFile(place);
    else await effects.replaceFile(place, content);
  }
  return { kind: "done" };
}
