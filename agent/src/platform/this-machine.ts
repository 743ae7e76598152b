// What a program may ask of the machine it runs on.

import { homedir, hostname } from "node:os";

export const machineName = hostname;

export function runsAsRoot(): boolean {
  return process.getuid?.() === 0;
}

/** Resolves at the first request to end: Ctrl-C, a service manager's, or the terminal closing. */
export function untilAskedToEnd(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.once(signal, () => resolve());
    }
  });
}

/** Of the user, whatever HOME was set to by whom. */
export const homeFolder = homedir;

export const environment: Readonly<Record<string, string | undefined>> = process.env;
