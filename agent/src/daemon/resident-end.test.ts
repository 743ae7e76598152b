// The end of the agent as it is run, where nothing else wants to end: it comes all the same, and the next start
// says what is not known.

import { connect } from "node:net";
import { afterEach, beforeEach, expect, it } from "vitest";
import { effectiveSettings } from "../config/effective.ts";
import { ask } from "../control/control-client.ts";
import { socketPath } from "../control/socket-path.ts";
import { systemClock } from "../platform/clock.ts";
import { type ThrowAwayFolder, throwAwayFolder } from "../platform/throw-away-folder.ts";
import type { Driver } from "../runs/driver.ts";
import { until } from "../testing/until.ts";
import { type Resident, startResident } from "./resident.ts";
import { within } from "./within.ts";

let folder: ThrowAwayFolder;
beforeEach(async () => {
  folder = await throwAwayFolder("longrein-end-");
});
afterEach(() => folder.remove());

const never = () => new Promise<never>(() => undefined);
let turns = 0;
/** Texts of a turn. */
let says = 0;
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
  open: (run) =>
    Promise.resolve({
      turn: () => {
        for (let i = 0; i < says; i++) {
          run.emit({ t: "text", item: run.nextItem(), role: "answer", delta: "x".repeat(16_000) });
        }
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

const ends = async ({ close }: Resident) => within(systemClock, 30_000, close());

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

it("comes though a command that was halted reads no answer, and that is said", async () => {
  const socket = socketPath(`${folder.path}/state`);
  const before = turns;
  says = 100;
  const resident = await start();
  await ask(socket, { t: "runs.open", workspace: "w", driver: "stubborn", prompt: "do it" });
  await until(() => turns > before, "the turn");
  const { runs } = await ask(socket, { t: "runs.list" });
  const which = Buffer.from(runs[0]?.run ?? []).toString("hex");
  const halted = connect(socket);
  halted.write(`${JSON.stringify({ t: "runs.read", which, follow: true })}\n`);
  // The rest of the answer is more than the system keeps between the two.
  await until(() => halted.readableLength > 0, "the beginning of the answer");
  const left = resident.close();
  expect(await within(systemClock, 30_000, left)).toBe(true);
  expect(await left).toEqual(["the control socket"]);
  halted.destroy();
}, 70_000);
