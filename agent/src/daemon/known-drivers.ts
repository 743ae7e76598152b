// The coding agents that can be named in the configuration.

import { scriptedDriver } from "../drivers/scripted/scripted-driver.ts";
import { systemClock } from "../platform/clock.ts";
import { environment } from "../platform/this-machine.ts";
import { UserFailure } from "../platform/user-failure.ts";
import { workspaceFiles } from "../platform/workspace-files.ts";
import type { Driver } from "../runs/driver.ts";

const known: Readonly<Record<string, () => Driver>> = {
  /** Works as the demo agent does, in a folder that looks like the demo's. */
  demo: () => {
    const { now, after } = systemClock;
    // 1 as a person reads, 0 at once: for tests, which read faster.
    const pace = Number(environment["LONGREIN_DEMO_PACE"] ?? 1) || 0;
    return scriptedDriver({ files: workspaceFiles, node: process.execPath, pace, now, after });
  },
};

export function driversNamed(names: readonly string[]): Driver[] {
  return [...new Set(names)].map((name) => {
    const make = Object.hasOwn(known, name) ? known[name] : undefined;
    if (make !== undefined) return make();
    throw new UserFailure(
      "usage",
      `there is no coding agent called ${JSON.stringify(name)} here`,
      `name one of ${Object.keys(known).join(", ")} in the configuration's "drivers"`,
    );
  });
}
