// The commands by name. Each is a function in a file of its own; unknown words get the list.

import { demo, demoHelp } from "./demo.ts";
import { type Terminal, openTerminal } from "./terminal.ts";

const version = "0.1.0";

const help = `longrein: hold the reins of your coding agents from your phone

usage
  longrein demo [--json] [--port N]   a relay and a demo agent on this computer
  longrein help [COMMAND]             this, or a command's own help
  longrein version

example
  longrein demo`;

/** Resolves with the exit code. */
export async function run(argv: readonly string[]): Promise<number> {
  const words = argv.filter((word) => !word.startsWith("-"));
  const flags = new Set(argv.filter((word) => word.startsWith("-")));
  const terminal = openTerminal({ json: flags.has("--json") });
  try {
    return await dispatch(words, flags, argv, terminal);
  } finally {
    terminal.close();
  }
}

async function dispatch(
  words: readonly string[],
  flags: ReadonlySet<string>,
  argv: readonly string[],
  terminal: Terminal,
): Promise<number> {
  const [command = flags.has("--version") ? "version" : "help", about] = words;
  if (flags.has("--help") || flags.has("-h")) return explain(command, terminal);
  switch (command) {
    case "demo":
      return demo(argv.slice(argv.indexOf("demo") + 1), terminal);
    case "version":
      terminal.say(version);
      terminal.json({ version });
      return 0;
    case "help":
      return explain(about ?? "help", terminal);
    default:
      terminal.fail(`there is no command ${JSON.stringify(command)}`, "longrein help");
      return 2;
  }
}

function explain(command: string, terminal: Terminal): number {
  terminal.say(command === "demo" ? demoHelp : help);
  return 0;
}
