// What a program may ask of the machine it runs on.

import { hostname } from "node:os";

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
