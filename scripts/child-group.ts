// Runs a command with everything it starts as one group, so that a time limit or Ctrl-C ends all of it and
// leaves nothing behind, not even a test that loops for ever.

import { type SpawnOptions, spawn } from "node:child_process";

export interface Ended {
  /** Null when a signal ended it. */
  readonly exitCode: number | null;
  readonly timedOut: boolean;
}

export interface GroupOptions extends Pick<SpawnOptions, "cwd" | "env" | "shell"> {
  readonly atMostMs: number;
  /** Where its output goes; without it, to this program's own. */
  readonly onOutput?: (chunk: Buffer) => void;
}

const running = new Set<number>();

export function runGroup(
  command: string,
  argv: readonly string[],
  { atMostMs, onOutput, ...options }: GroupOptions,
): Promise<Ended> {
  const output = onOutput === undefined ? "inherit" : "pipe";
  const child = spawn(command, [...argv], {
    ...options,
    detached: true,
    stdio: ["ignore", output, output],
  });
  const { pid } = child;
  if (pid !== undefined) running.add(pid);
  if (onOutput !== undefined) {
    child.stdout?.on("data", onOutput);
    child.stderr?.on("data", onOutput);
  }
  return new Promise((resolve, reject) => {
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      if (pid !== undefined) endGroup(pid);
    }, atMostMs);
    child.on("error", (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.on("close", (exitCode) => {
      clearTimeout(timer);
      if (pid !== undefined) running.delete(pid);
      resolve({ exitCode, timedOut });
    });
  });
}

function endGroup(pid: number): void {
  try {
    process.kill(-pid, "SIGKILL");
  } catch (error) {
    // It ended by itself in the meantime.
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

for (const [signal, number] of [
  ["SIGINT", 2],
  ["SIGTERM", 15],
  ["SIGHUP", 1],
] as const) {
  process.once(signal, () => {
    for (const pid of running) endGroup(pid);
    process.exit(128 + number);
  });
}
