// A program that runs beside the tests, with all that it starts, and is told to end with them.

import { type ChildProcess, spawn } from "node:child_process";

const graceMs = 3_000;

export interface Beside {
  readonly child: ChildProcess;
  /** What it has said so far. */
  said(): string;
  end(): Promise<void>;
}

export function runBeside(
  program: string,
  argv: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Beside {
  const child = spawn(program, argv, {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
    // A group of its own, so that what it starts ends with it.
    detached: true,
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => (said += text));
  }
  child.once("error", (error) => (said += error.message));
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const signal = (name: NodeJS.Signals) => {
    if (child.pid === undefined) return;
    try {
      process.kill(-child.pid, name);
    } catch {
      // The whole group is gone already.
    }
  };
  return {
    child,
    said: () => said,
    end: async () => {
      if (child.pid === undefined) return;
      signal("SIGTERM");
      const forced = setTimeout(() => signal("SIGKILL"), graceMs);
      await ended;
      clearTimeout(forced);
      signal("SIGKILL");
    },
  };
}
