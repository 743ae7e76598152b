// Which file a command starts, as it lies on the machine right before: what the audit log names, since a name alone
// says nothing of what was swapped behind it.

import { type CommandAction, readAction } from "@longrein/protocol";

export interface StartedProgram {
  /** Behind all links. */
  readonly file: string;
  /** Absent where it may be run, and not read. */
  readonly sha256?: Uint8Array;
}

export interface FoundProgram extends StartedProgram {
  /** Where its name leads to: what is started. */
  readonly path: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

export interface ProgramSight {
  /** Undefined if there is none. It is not read without a signal, which calls that off. */
  lookUpProgram(
    name: string,
    cwd: string,
    environment: Environment,
    signal: AbortSignal | undefined,
  ): Promise<FoundProgram | undefined>;
}

/** The command as it is handed to the system. */
export function commandLine({ argv, shell, environment }: CommandAction): {
  readonly argv: readonly [string, ...string[]];
  /** Of our environment. */
  readonly changes: Environment;
} {
  const [program = "", ...words] = argv ?? [shell?.program ?? "", "-c", shell?.script ?? ""];
  const changes = Object.fromEntries(environment.map(({ name, value }) => [name, value] as const));
  return { argv: [program, ...words], changes };
}

/** Undefined for what is no command, and where there is no such program. */
export async function programOf(
  sight: ProgramSight,
  actionBytes: Uint8Array,
  signal: AbortSignal | undefined,
): Promise<FoundProgram | undefined> {
  const action = readAction(actionBytes);
  return action.t === "command" ? lookUp(sight, action, signal) : undefined;
}

/** What another starts, who may find what is not found here: then its name is all that is known. */
export async function startedElsewhere(
  sight: ProgramSight,
  actionBytes: Uint8Array,
  signal: AbortSignal,
): Promise<StartedProgram | undefined> {
  const action = readAction(actionBytes);
  if (action.t !== "command") return undefined;
  const found = await lookUp(sight, action, signal);
  return found ?? { file: commandLine(action).argv[0] };
}

function lookUp(sight: ProgramSight, action: CommandAction, signal: AbortSignal | undefined) {
  const { argv, changes } = commandLine(action);
  return sight.lookUpProgram(argv[0], action.cwd, changes, signal);
}
