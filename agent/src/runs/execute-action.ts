// Carries out an approved action from its frozen bytes, after looking once more whether the world is still
// the one that was shown. The effects are handed in; there is no other way from an approval to an effect.

import type { CommandAction } from "@longrein/protocol";
import { type Sight, type Writes, changed, checkAction, reasonOf } from "./check-action.ts";
import type { Performed } from "./driver.ts";
import {
  type FoundProgram,
  type ProgramSight,
  type StartedProgram,
  commandLine,
  programOf,
} from "./started-program.ts";

export interface Effects extends Sight, ProgramSight {
  replaceFile(path: string, content: Uint8Array): Promise<void>;
  removeFile(path: string): Promise<void>;
  /** `program` is the file that is started, whatever `argv` calls it. */
  runCommand(
    program: string,
    argv: readonly [string, ...string[]],
    cwd: string,
    environment: Readonly<Record<string, string | undefined>>,
    signal: AbortSignal,
    output: (text: string) => void,
  ): Promise<Performed>;
}

/** Whoever is told how it goes. */
export interface Onlooker {
  output(text: string): void;
  /** Right before a command starts it; not looked up where nobody wants to know. */
  starts?(program: StartedProgram): void;
}

export async function executeAction(
  effects: Effects,
  actionBytes: Uint8Array,
  signal: AbortSignal,
  onlooker: Onlooker,
): Promise<Performed> {
  // First, since it takes its time: nothing is to lie between the last look at the world and the effect.
  const program = await programOf(effects, actionBytes, onlooker.starts && signal);
  const checked = await checkAction(effects, actionBytes);
  if (checked.kind === "void") return checked;
  if (signal.aborted) return changed("the run was stopped");
  try {
    switch (checked.kind) {
      case "command":
        // One that comes to be after the look is not what was looked at.
        if (program === undefined) return changed("there is no such program");
        onlooker.starts?.(program);
        return await runCommand(effects, program, checked.action, signal, onlooker);
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
  { path }: FoundProgram,
  action: CommandAction,
  signal: AbortSignal,
  { output }: Onlooker,
): Promise<Performed> {
  const { argv, changes } = commandLine(action);
  // A path leads there by itself, and a script is told it as it was shown.
  const program = argv[0].includes("/") ? argv[0] : path;
  return effects.runCommand(program, argv, action.cwd, changes, signal, output);
}

async function writeAll(effects: Effects, writes: Writes): Promise<Performed> {
  for (const [place, content] of writes) {
    if (content === undefined) await effects.removeFile(place);
    else await effects.replaceFile(place, content);
  }
  return { kind: "done" };
}
