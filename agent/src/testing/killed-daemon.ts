// A program for tests: the agent as `longrein up` runs it, which kills itself without a chance to tidy up at the
// point of its store that it is told. The shipped program has no such way in: this file hands it the store.
// Arguments: state folder, workspace, the relay's address, and the point of its start, if it is to die there.

import { writeSync } from "node:fs";
import { flushCompileCache } from "node:module";
import { effectiveSettings } from "../config/effective.ts";
import { startResident } from "../daemon/resident.ts";
import type { Driver } from "../runs/driver.ts";
import { openStore } from "../store/store.ts";
import { appendLine } from "./puppets.ts";

const [stateFolder = "", folder = "", relay = "", atStart = "0"] = process.argv.slice(2);
let wanted = Number(atStart);
let passed = 0;

/** Not by way of an event loop that we may never come back to. */
const say = (line: string) => writeSync(1, `${line}\n`);

function atPoint(place: string): void {
  if (++passed !== wanted) return;
  say(`killed ${place.replaceAll(/\s+/g, " ")}`);
  process.kill(process.pid, "SIGKILL");
}

/** Asks for one command that leaves a line each time it runs: what the run was first told to do. */
const puppet: Driver = {
  name: "puppet",
  describe: () =>
    Promise.resolve({
      name: "puppet",
      title: "Puppet",
      approvals: "exact",
      models: [],
      modes: [],
      steers: false,
      resumes: true,
    }),
  open: (run, { session }) =>
    Promise.resolve({
      turn: async (prompt) => {
        const task = session ?? prompt;
        run.inSession(task);
        await run.perform(appendLine(task)(run), task, "because");
      },
      close: () => Promise.resolve(),
    }),
};

// Another number: how many points there were is told, and they are counted anew.
process.on("message", (told) => {
  say(`passed ${passed}`);
  [wanted, passed] = [Number(told), 0];
});
process.once("disconnect", () => process.exit());

const workspaces = [{ name: "w", folder, shared: true }];
const { settings } = effectiveSettings({ relay, workspaces }, {}, "m");
await startResident({
  stateFolder,
  version: "0",
  readSettings: () => settings,
  built: undefined,
  openDrivers: () => Promise.resolve([puppet]),
  openStore: (...where) => {
    const store = openStore(...where);
    store.database.faultPoint = atPoint;
    return store;
  },
  onLinkState: () => undefined,
});
// Who is killed does so no more.
flushCompileCache();
