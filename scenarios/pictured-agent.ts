// The demo for pictures: the same agent, relay and workspace as `npm start` has, but with names that look the
// same wherever the pictures are taken.

import { existsSync } from "node:fs";
import { type Daemon, startDaemon } from "../agent/src/daemon/daemon.ts";
import { startEmbeddedRelay } from "../agent/src/daemon/embedded-relay.ts";
import { demoPrompt, prepareDemoWorkspace } from "../agent/src/drivers/scripted/demo-workspace.ts";
import { scriptedDriver } from "../agent/src/drivers/scripted/scripted-driver.ts";
import { builtFiles } from "../agent/src/platform/own-files.ts";
import { systemClock } from "../agent/src/platform/clock.ts";
import { throwAwayFolder } from "../agent/src/platform/throw-away-folder.ts";
import { workspaceFiles } from "../agent/src/platform/workspace-files.ts";
import { buildWhatIsStale } from "../scripts/fresh-build.ts";

/** Where most machines have it; ours may be in a folder that is nobody's business. */
const node = ["/usr/local/bin/node", "/usr/bin/node"].find(existsSync) ?? process.execPath;
const workspace = "slugs";

export interface PicturedAgent {
  readonly appUrl: string;
  readonly pairingLink: string;
  confirm(code: string): void;
  close(): Promise<void>;
}

export async function startPicturedAgent(): Promise<PicturedAgent> {
  await buildWhatIsStale();
  const built = builtFiles();
  if (built === undefined) throw new Error("expected the relay and the app to be built");
  const folder = await throwAwayFolder("longrein-demo-");
  const relay = await startEmbeddedRelay({ ...built, stateFolder: folder.path });
  const place = await folder.makeFolder(workspace);
  await prepareDemoWorkspace(place, workspaceFiles);
  const linked = Promise.withResolvers<void>();
  const { now, after } = systemClock;
  const driver = scriptedDriver({ files: workspaceFiles, node, pace: 0, now, after });
  const daemon: Daemon = startDaemon({
    stateFolder: await folder.makeFolder("state"),
    relay: { url: relay.url },
    machine: "studio",
    drivers: [driver],
    workspaces: () => [{ name: workspace, folder: place, git: false }],
    onLinkState: ({ kind }) => kind === "ready" && linked.resolve(),
    pairingNews: ({ kind }) => {
      if (kind !== "paired") return;
      daemon.runs.open({ workspace, driver: driver.name, prompt: { text: demoPrompt } });
    },
  });
  await linked.promise;
  return {
    appUrl: relay.url,
    pairingLink: daemon.openOffer({ role: "operator" }).link,
    confirm: (code) => daemon.pairing.confirm(code),
    close: async () => {
      await daemon.close();
      await relay.stop();
      await folder.remove();
    },
  };
}
