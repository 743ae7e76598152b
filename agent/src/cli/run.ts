// From the words of a command line to what they do: the table is looked up, help is given, and whatever
// fails is said with what to do about it.

import { calledAs } from "../platform/background.ts";
import { asUserFailure } from "../platform/user-failure.ts";
import { exitCodes } from "./command.ts";
import { programsOwn } from "./chapters/desktop-commands.ts";
import { commandTable } from "./command-table.ts";
import { helpForPrograms, sayCommand, sayOverview } from "./help.ts";
import { readWords } from "./read-words.ts";
import { type Terminal, openTerminal } from "./terminal.ts";

/** Resolves with the exit code. `program` is how it was called. */
export async function run(argv: readonly string[], program = calledAs()): Promise<number> {
  const terminal = openTerminal({ json: argv.includes("--json"), program, table: commandTable });
  try {
    return await dispatch(argv, terminal);
  } catch (thrown) {
    const failure = asUserFailure(thrown);
    const { kind, message, hint } = failure;
    const next = hint === undefined ? {} : { hint: terminal.asCalled(hint) };
    terminal.json({ error: { kind, message, ...next } });
    terminal.fail(failure);
    return exitCodes[failure.kind];
  } finally {
    terminal.close();
  }
}

async function dispatch(argv: readonly string[], terminal: Terminal): Promise<number> {
  const isBare = argv.every((word) => word.startsWith("-"));
  if (isBare && (argv.includes("--version") || argv.includes("-v")))
    return dispatch(["version", ...json(argv)], terminal);
  if (isBare && argv.every((word) => ["--help", "-h", "--json"].includes(word))) {
    terminal.json(helpForPrograms(commandTable));
    sayOverview(commandTable, terminal);
    return exitCodes.done;
  }
  const { command, isHelp, ...words } = readWords([...commandTable, ...programsOwn], argv);
  if (isHelp) {
    terminal.json(helpForPrograms([command]));
    sayCommand(command, terminal);
    return exitCodes.done;
  }
  const act = await command.load();
  return (await act({ terminal, table: commandTable, ...words })) ?? exitCodes.done;
}

function json(argv: readonly string[]): string[] {
  return argv.filter((word) => word === "--json");
}
