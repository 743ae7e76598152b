// The kill switch of the agent as it is run, against a run that does all it can to stay: deaf to SIGTERM, and away in
// sessions of its own as often as it can. No relay is there.

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { toBase64url } from "@longrein/protocol";
import { afterEach, beforeEach, expect, it } from "vitest";
import { effectiveSettings } from "../config/effective.ts";
import { ask } from "../control/control-client.ts";
import { socketPath } from "../control/socket-path.ts";
import { markedProcesses, startOf } from "../platform/marked-processes.ts";
import { type ThrowAwayFolder, throwAwayFolder } from "../platform/throw-away-folder.ts";
import { settled, until } from "../testing/until.ts";
import type { Driver } from "../runs/driver.ts";
import { type Resident, startResident } from "./resident.ts";

const stay = `trap "" TERM; echo $$ >> pids; while :; do sleep 600; done`;
/** Ends well, once what it leaves has left its group; that is nobody's then. */
const leaving = `
setsid sh -c '${stay}' < /dev/null > /dev/null 2>&1 &
until [ -s pids ]; do sleep 0.1; done
`;
/** Each says who it is; one goes on leaving somebody behind. */
const stubborn = `
stay='${stay}'
sh -c "$stay" &
setsid sh -c "$stay" &
(setsid sh -c "$stay" &)
setsid sh -c 'trap "" TERM; echo $$ >> pids; while :; do setsid sleep 600 & sleep 0.1; done' &
eval "$stay"
`;

const driver: Driver = {
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
      turn: async (prompt) => {
        const shell = { program: "/bin/sh", script: prompt };
        const rest = { cwd: run.folder, environment: [], operands: [] };
        await run.perform({ t: "command", tool: "shell", shell, ...rest }, "a title", "");
      },
      close: () => Promise.resolve(),
    }),
};

let folder: ThrowAwayFolder;
let resident: Resident;
let socket: string;
beforeEach(async () => {
  folder = await throwAwayFolder("longrein-kill-");
  socket = socketPath(`${folder.path}/state`);
  const workspaces = [{ name: "w", folder: await folder.makeFolder("w"), shared: true }];
  // Nobody listens there.
  const { settings } = effectiveSettings({ relay: "http://127.0.0.1:9", workspaces }, {}, "m");
  resident = await startResident({
    stateFolder: `${folder.path}/state`,
    version: "0",
    readSettings: () => settings,
    built: undefined,
    openDrivers: () => Promise.resolve([driver]),
    onLinkState: () => undefined,
  });
});
afterEach(async () => {
  await resident.close();
  await folder.remove();
});

const open = (prompt: string) =>
  ask(socket, { t: "runs.open", workspace: "w", driver: "stubborn", prompt });

async function asked(count: number) {
  for (;;) {
    const { approvals } = await ask(socket, { t: "approvals.list" });
    if (approvals.length === count) return approvals;
  }
}

const marked = () => markedProcesses("LONGREIN_AGENT", `${folder.path}/state`);

/** Resolves when so many have said who they are. */
async function approved(prompt: string, count: number): Promise<readonly number[]> {
  await open(prompt);
  const [{ approval } = { approval: new Uint8Array() }] = await asked(1);
  const which = toBase64url(approval);
  const { digest } = await ask(socket, { t: "approvals.show", which });
  await ask(socket, { t: "approvals.answer", which, decision: "approve", digest });
  const pids = `${folder.path}/w/pids`;
  const lines = () => (existsSync(pids) ? readFileSync(pids, "utf8").trim().split("\n") : []);
  await until(() => lines().length === count, "all of them", 30_000);
  return lines().map(Number);
}

const states = async () => (await ask(socket, { t: "runs.list" })).runs.map(({ state }) => state);

it.skipIf(process.platform !== "linux").each(["its command", "its file"])(
  "the kill switch ends what ignores that it shall, wherever it went, in two seconds: by %s",
  async (by) => {
    await approved(leaving, 1);
    while ((await states())[0] !== "done") await settled();
    const pids = await approved(stubborn, 6);
    await open("echo nobody wants this");
    await asked(1);
    const begun = performance.now();
    if (by === "its file") writeFileSync(`${folder.path}/state/KILL`, "");
    else await ask(socket, { t: "kill" });
    expect(await resident.ended).toEqual({ kind: "killed" });
    const took = performance.now() - begun;
    expect(await marked()).toEqual([]);
    expect(pids.map(startOf)).toEqual(pids.map(() => undefined));
    expect((await ask(socket, { t: "approvals.list" })).approvals).toEqual([]);
    // On a busy machine a run may be given up before its end is known; what it had started has ended all the same.
    const [waiting, working, done] = await states();
    expect([waiting, done]).toEqual(["stopped", "done"]);
    expect(working).toBeOneOf(["stopped", "indeterminate"]);
    const { entries } = await ask(socket, { t: "audit.list", what: "approval.denied" });
    expect(entries).toHaveLength(1);
    expect(took).toBeLessThan(2_000);
  },
  60_000,
);
