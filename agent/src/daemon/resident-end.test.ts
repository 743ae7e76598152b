// The end of the agent as it is run, where nothing else wants to end: it comes all the same, and the next start
// says what is not known.

import { afterEach, beforeEach, expect, it } from "vitest";
import { effectiveSettings } from "../config/effective.ts";
import { ask } from "../control/control-client.ts";
import { socketPath } from "../control/socket-path.ts";
import { systemClock } from "../platform/clock.ts";
import { type ThrowAwayFolder, throwAwayFolder } from "../platform/throw-away-folder.ts";
import type { Driver } from "../runs/driver.ts";
import { until } from "../testing/until.ts";
import { startResident } from "./resident.ts";
import { within } from "./within.ts";

let folder: ThrowAwayFolder;
beforeEach(async () => {
  folder = await throwAwayFolder("longrein-end-");
});
afterEach(() => folder.remove());

const never = () => new Promise<never>(() => undefined);
let turns = 0;
/** Hears neither that its turn shall end nor that everything does. */
const stubborn: Driver = {
  name: "stubborn",
  describe: () =>
    Promise.resolve({
      name: "stubborn",
      title: "Stubborn",
      approvals: "exact",
      models: [],
      modes: [],
      steers: false,
      resumes: false,
    }),
  open: () =>
    Promise.resolve({
      turn: () => {
        turns++;
        return never();
      },
      close: never,
    }),
  close: never,
};

async function start() {
  const workspaces = [{ name: "w", folder: await folder.makeFolder(`w${turns}`), shared: true }];
  // Nobody listens there: it ends as well when the relay is away.
  const file = { relay: "http://127.0.0.1:9", workspaces };
  const { settings } = effectiveSettings(file, {}, "m");
  return startResident({
    stateFolder: `${folder.path}/state`,
    version: "0",
    readSettings: () => settings,
    built: undefined,
    openDrivers: () => Promise.resolve([stubborn]),
    onLinkState: () => undefined,
  });
}

const ends = async ({ close }: { close(): Promise<void> }) => within(systemClock, 30_000, close());

it("comes though a coding agent ignores that its turn and everything ends", async () => {
  const socket = socketPath(`${folder.path}/state`);
  const resident = await start();
  await ask(socket, { t: "runs.open", workspace: "w", driver: "stubborn", prompt: "do it" });
  await until(() => turns === 1, "the turn");
  expect(await ends(resident)).toBe(true);
  const next = await start();
  const { runs } = await ask(socket, { t: "runs.list" });
  expect(runs).toMatchObject([{ state: "indeterminate" }]);
  expect(await ends(next)).toBe(true);
}, 70_000);
