// The other end of a measured phone: the real relay with the app in front of it as an edge serves it, and the
// real agent around a coding agent that says and asks what the measurement wants.

import { type Daemon, startDaemon } from "../../agent/src/daemon/daemon.ts";
import { startEmbeddedRelay } from "../../agent/src/daemon/embedded-relay.ts";
import { builtFiles } from "../../agent/src/platform/own-files.ts";
import { throwAwayFolder } from "../../agent/src/platform/throw-away-folder.ts";
import type { Driver, DriverRun, Performed } from "../../agent/src/runs/driver.ts";
import { toBase64url } from "../../protocol/src/index.ts";
import { buildWhatIsStale } from "../fresh-build.ts";
import { serveApp } from "../serve-app.ts";
import { delayBefore } from "./phone-delay.ts";

export interface MeasuredRun {
  /** As it stands in the app's addresses. */
  readonly key: string;
  readonly run: DriverRun;
}

export interface AgentOfPhone {
  /** Where the app is. */
  readonly origin: string;
  readonly daemon: Daemon;
  /** Milliseconds from the phone to the relay and back. */
  setRoundTrip(milliseconds: number): void;
  pairingLink(): string;
  openRun(title: string): Promise<MeasuredRun>;
  close(): Promise<void>;
}

const workspace = "orchard";

export async function startAgentOfPhone(): Promise<AgentOfPhone> {
  await buildWhatIsStale();
  const built = builtFiles();
  if (built === undefined) throw new Error("expected the relay and the app to be built");
  const folder = await throwAwayFolder("longrein-bench-");
  const relay = await startEmbeddedRelay({ ...built, stateFolder: folder.path });
  const delay = await delayBefore(relay.url);
  const app = await serveApp(delay.url);
  const linked = Promise.withResolvers<void>();
  let begun = Promise.withResolvers<DriverRun>();
  const place = await folder.makeFolder(workspace);
  const driver = listener((run) => begun.resolve(run));
  const daemon = startDaemon({
    stateFolder: await folder.makeFolder("state"),
    relay: { url: relay.url },
    machine: "orchard-desk",
    drivers: [driver],
    workspaces: () => [{ name: workspace, folder: place, git: false }],
    onLinkState: ({ kind }) => kind === "ready" && linked.resolve(),
    pairingNews: () => undefined,
  });
  await linked.promise;
  return {
    origin: app.origin,
    daemon,
    setRoundTrip: delay.set,
    pairingLink: () => {
      const { link } = daemon.openOffer({ role: "operator" });
      return app.origin + link.slice(link.indexOf("/#"));
    },
    openRun: async (title) => {
      begun = Promise.withResolvers();
      const opening = { workspace, driver: driver.name, prompt: { text: title } };
      const opened = daemon.runs.open(opening);
      if (typeof opened === "string") throw new Error(`the run was refused: ${opened}`);
      return { key: toBase64url(opened.run), run: await begun.promise };
    },
    close: async () => {
      await daemon.close();
      await app.close();
      delay.close();
      await relay.stop();
      await folder.remove();
    },
  };
}

/** Its turn lasts until it is stopped. */
function listener(begun: (run: DriverRun) => void): Driver {
  return {
    name: "listener",
    describe: () =>
      Promise.resolve({
        name: "listener",
        title: "Listener",
        approvals: "exact",
        models: [],
        modes: [],
        steers: false,
        resumes: false,
      }),
    open: (run) =>
      Promise.resolve({
        turn: (_prompt, signal) => {
          begun(run);
          return new Promise((resolve) => signal.addEventListener("abort", () => resolve()));
        },
        close: () => Promise.resolve(),
      }),
  };
}

/** Asks for something harmless that a person has to allow. */
export function askFor(run: DriverRun, what: string): Promise<Performed> {
  const shell = { program: "/bin/sh", script: `true ${what}` };
  const wish = { t: "command" as const, tool: "shell", shell, cwd: run.folder };
  return run.perform({ ...wish, environment: [], operands: [] }, what, "for the benchmark");
}
