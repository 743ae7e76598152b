// A window of a coding agent: opened in this terminal, or shown as the command line that would open it.

import { runInForeground } from "../platform/foreground-program.ts";
import { isInstalled } from "../platform/program.ts";
import { environment as ownEnvironment } from "../platform/this-machine.ts";
import { UserFailure } from "../platform/user-failure.ts";
import type { WindowAnswer } from "../control/verbs.ts";
import type { Call } from "./command.ts";

export type Window = NonNullable<WindowAnswer["window"]>;

/** Resolves with the exit code of the coding agent's own program. */
export async function openWindow(call: Call, window: Window): Promise<number> {
  const { argv, folder, environment } = window;
  const [program, ...words] = argv;
  if (program === undefined) throw new UserFailure("failed", "there is nothing to be started");
  if (call.isSet("print")) {
    print(call, window);
    return 0;
  }
  if (!call.terminal.isInteractive) {
    const why = `${program} needs a terminal, and this is none`;
    throw new UserFailure("failed", why, "with --print it is only shown how it would be started");
  }
  if (!(await isInstalled(program, ownEnvironment["PATH"] ?? ""))) {
    const why = `there is no ${program} on your PATH`;
    throw new UserFailure("failed", why, "it is started by that name, as the agent starts it");
  }
  const named = environment.map(({ name, value }) => [name, value] as const);
  // What was asked before must not read along with it.
  call.terminal.close();
  return runInForeground([program, ...words], folder, Object.fromEntries(named));
}

/** Secrets stay where they are: a command line is copied, and kept in histories. */
function print({ terminal }: Call, { argv, folder, environment }: Window): void {
  const names = environment.map(({ name }) => name);
  terminal.say(`cd ${quoted(folder)} && ${argv.map(quoted).join(" ")}`);
  if (names.length > 0) {
    terminal.say(`with a secret in ${names.join(", ")}, which only the window itself is told`);
  }
  terminal.json({ argv, folder, environment: names });
}

/** As a shell would have to read it. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
