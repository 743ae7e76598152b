// The real agent and the real relay in the test's own process, around whatever coding agents a scenario brings.
// Offers what `npm start` does, and what only the machine itself can do: cut the relay off, end a pairing.

import type { Role } from "@longrein/protocol";
import { type Daemon, type DaemonOptions, startDaemon } from "../agent/src/daemon/daemon.ts";
import { startEmbeddedRelay } from "../agent/src/daemon/embedded-relay.ts";
import { builtFiles } from "../agent/src/platform/own-files.ts";
import { throwAwayFolder } from "../agent/src/platform/throw-away-folder.ts";
import type { Driver } from "../agent/src/runs/driver.ts";
import { freePort } from "../agent/src/testing/free-port.ts";
import { buildWhatIsStale } from "../scripts/fresh-build.ts";
import type { Longrein } from "./longrein.ts";

export interface AgentHere extends Longrein {
  readonly daemon: Daemon;
  /** For a phone that shall have this role. */
  newLink(role: Role): string;
  stopRelay(): Promise<void>;
  /** At the address where it was. */
  startRelay(): Promise<void>;
  /** As when its machine is started anew: with what it had stored, and nothing else. */
  restart(): Promise<void>;
}

export interface AgentHereOptions {
  readonly drivers: readonly Driver[];
  readonly workspace: string;
  /** Of the phone that uses the first link. */
  readonly role?: Role;
  readonly prepare?: (workspace: string) => Promise<void>;
  /** Runs work in worktrees of their own instead of the workspace itself. */
  readonly git?: boolean;
  readonly onPaired?: (daemon: Daemon) => void;
  /** Push services of the scenario's own. */
  readonly pushHosts?: readonly string[];
  /** What else is set there. */
  readonly settings?: (workspace: string) => Partial<DaemonOptions>;
}

export async function startAgentHere(options: AgentHereOptions): Promise<AgentHere> {
  const { drivers, workspace, role = "operator", git = false, prepare, onPaired } = options;
  const { pushHosts = [], settings } = options;
  await buildWhatIsStale();
  const built = builtFiles();
  if (built === undefined) throw new Error("expected the relay and the app to be built");
  const folder = await throwAwayFolder("longrein-here-");
  // Still free when a relay that was stopped comes back.
  const relayOptions = { ...built, stateFolder: folder.path, port: await freePort() };
  let relay = await startEmbeddedRelay(relayOptions);
  const { url } = relay;
  let said = "";
  const place = await folder.makeFolder(workspace);
  await prepare?.(place);
  const stateFolder = await folder.makeFolder("state");
  const start = async (): Promise<Daemon> => {
    const linked = Promise.withResolvers<void>();
    const started: Daemon = startDaemon({
      stateFolder,
      relay: { url },
      machine: "orchard-desk",
      drivers,
      pushHosts: () => pushHosts,
      workspaces: () => [{ name: workspace, folder: place, git }],
      onLinkState: (state) => state.kind === "ready" && linked.resolve(),
      pairingNews: (news) => {
        if (news.kind !== "paired") return;
        said += `paired "${news.name}"\n`;
        onPaired?.(started);
      },
      ...settings?.(place),
    });
    await linked.promise;
    return started;
  };
  let daemon = await start();
  const newLink = (forRole: Role) => daemon.openOffer({ role: forRole }).link;
  return {
    get daemon() {
      return daemon;
    },
    started: { relayUrl: url, appUrl: url, pairingLink: newLink(role), workspace: place },
    newLink,
    pid: process.pid,
    said: () => said,
    type: (line) => daemon.pairing.confirm(line),
    stopRelay: () => relay.stop(),
    startRelay: async () => {
      relay = await startEmbeddedRelay(relayOptions);
    },
    restart: async () => {
      await daemon.close();
      daemon = await start();
    },
    interrupt: async () => {
      const before = performance.now();
      await daemon.close();
      await relay.stop();
      await folder.remove();
      return performance.now() - before;
    },
  };
}
