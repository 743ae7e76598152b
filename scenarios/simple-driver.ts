// A coding agent for one scenario: ready, exact in what it asks, with nothing to choose from. What it does in a turn
// is the scenario's to say.

import type { DriverSetup } from "@longrein/protocol";
import type { Conversation, Driver, DriverRun } from "../agent/src/runs/driver.ts";

type Turn = (run: DriverRun, ...given: Parameters<Conversation["turn"]>) => Promise<void>;

export function simpleSetup(name: string, more: Partial<DriverSetup> = {}): DriverSetup {
  const title = name.charAt(0).toUpperCase() + name.slice(1);
  const nothing = { models: [], modes: [], steers: false };
  return { name, title, approvals: "exact", ...nothing, resumes: true, ...more };
}

/** In one session that it always remembers. */
export function simpleDriver(name: string, turn: Turn): Driver {
  return {
    name,
    describe: () => Promise.resolve(simpleSetup(name)),
    open: (run) => {
      run.inSession("garden");
      return Promise.resolve({
        turn: (...given) => turn(run, ...given),
        close: () => Promise.resolve(),
      });
    },
  };
}
