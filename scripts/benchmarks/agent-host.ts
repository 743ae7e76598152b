// A daemon in a process of its own, for the benchmark of approvals: its coding agent does nothing but ask, again
// and again, for a command that says when it has begun. Talks to whoever has forked it.

import { startDaemon } from "../../agent/src/daemon/daemon.ts";
import type { Driver, DriverRun } from "../../agent/src/runs/driver.ts";

const [stateFolder = "", relayUrl = "", workspace = "", pipe = "", rounds = "1"] =
  process.argv.slice(2);
const setup = { name: "asker", title: "Asker", approvals: "exact" as const };

async function ask(run: DriverRun): Promise<void> {
  for (let round = 0; round < Number(rounds); round++) {
    const shell = { program: "/bin/sh", script: `echo begun > ${pipe}` };
    const wish = { t: "command" as const, tool: "shell", shell, cwd: run.folder };
    await run.perform({ ...wish, environment: [], operands: [] }, "begin", "for the benchmark");
  }
}

const asker: Driver = {
  name: setup.name,
  describe: () =>
    Promise.resolve({ ...setup, models: [], modes: [], steers: false, resumes: false }),
  open: (run) => Promise.resolve({ turn: () => ask(run), close: () => Promise.resolve() }),
};

let isOffered = false;
const daemon = startDaemon({
  stateFolder,
  relay: { url: relayUrl },
  machine: "benchmark",
  drivers: [asker],
  workspaces: () => [{ name: "w", folder: workspace, git: false }],
  pairingNews: ({ kind }) => kind === "waiting" && process.send?.("waiting"),
  onLinkState: ({ kind }) => {
    if (kind !== "ready" || isOffered) return;
    isOffered = true;
    process.send?.(daemon.openOffer({ role: "operator" }).link);
  },
});

process.on("message", (code) => daemon.pairing.confirm(String(code)));
process.once("disconnect", () => void daemon.close());
