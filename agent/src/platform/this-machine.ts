// What a program may ask of the machine it runs on.

import { homedir, hostname } from "node:os";

export const machineName = hostname;

export function runsAsRoot(): boolean {
  return process.getuid?.() === 0;
}

/** Whoever asks again after that does not want to wait for the end any longer. */
const endingMs = 3_000;
const exitWithinMs = 500;

/**
 * Resolves at the first request to end: Ctrl-C, a service manager's, or the terminal closing. One Ctrl-C can
 * arrive twice, from the terminal and from npm, and the second must not cut the end short.
 */
export function untilAskedToEnd(): Promise<void> {
  return new Promise((resolve) => {
    let asked: number | undefined;
    const ask = () => {
      asked ??= performance.now();
      if (performance.now() - asked > endingMs) process.exit(1);
      resolve();
    };
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, ask);
  });
}

/** Once what is still to be said has been: whatever keeps the process from ending by itself. */
export function exitSoon(): void {
  setTimeout(() => process.exit(), exitWithinMs).unref();
}

/** Of the user, whatever HOME was set to by whom. */
export const homeFolder = homedir;

export const environment: Readonly<Record<string, string | undefined>> = process.env;
