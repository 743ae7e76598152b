// A program that has this terminal for itself until it ends, as one that a shell has started.

import { spawn } from "node:child_process";

/** Resolves with its exit code. `environment` is added to ours, of which it gets what is not meant for us. */
export function runInForeground(
  [program, ...words]: readonly [string, ...string[]],
  folder: string,
  environment: Readonly<Record<string, string>>,
): Promise<number> {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith("LONGREIN_"));
  const child = spawn(program, words, {
    cwd: folder,
    env: { ...Object.fromEntries(own), ...environment },
    stdio: "inherit",
  });
  // Ctrl-C goes to both of us, and what it means is the program's to say.
  const leave = () => undefined;
  const passOn = (signal: NodeJS.Signals) => void child.kill(signal);
  process.on("SIGINT", leave).on("SIGTERM", passOn).on("SIGHUP", passOn);
  return new Promise<number>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  }).finally(() => {
    process.off("SIGINT", leave).off("SIGTERM", passOn).off("SIGHUP", passOn);
  });
}
