// The ways to start a relay from its built files: workerd by itself, as an agent does it, and `wrangler dev`, which
// is workerd behind what Cloudflare puts before it. Each in a folder that goes with it.

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { startEmbeddedRelay } from "../../agent/src/daemon/embedded-relay.ts";
import type { RelayFiles } from "../../agent/src/platform/own-files.ts";
import { throwAwayFolder } from "../../agent/src/platform/throw-away-folder.ts";
import type { RelayUnderTest } from "./scenario.ts";

export interface StartedRelay extends RelayUnderTest {
  stop(): Promise<void>;
}

export type Way = (files: RelayFiles) => Promise<StartedRelay>;

export const inWorkerd: Way = async ({ workerFile, appFolder }) => {
  const folder = await throwAwayFolder("longrein-relay-");
  const relay = await startEmbeddedRelay({ workerFile, appFolder, stateFolder: folder.path });
  const stop = async () => {
    await relay.stop();
    await folder.remove();
  };
  return { url: relay.url, appFolder, stop };
};

const wrangler = join(import.meta.dirname, "../../node_modules/wrangler/bin/wrangler.js");
const readyWithinMs = 60_000;

/** With the configuration as it stands; it must lie where its paths lead to the files. */
export const inWranglerDev: Way = async ({ configFile, appFolder }) => {
  const folder = await throwAwayFolder("longrein-wrangler-dev-");
  const words = ["dev", `--config=${configFile}`, "--ip=127.0.0.1", "--port=0"];
  const objects = `--persist-to=${join(folder.path, "objects")}`;
  // A group of its own: wrangler starts workerd, which is to end with it.
  const child = spawn(process.execPath, [wrangler, ...words, objects], {
    cwd: folder.path,
    env: { ...process.env, ...quiet, HOME: folder.path, XDG_CONFIG_HOME: folder.path },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  const gone = once(child, "close");
  const stop = async () => {
    if (child.exitCode === null) process.kill(-(child.pid ?? 0), "SIGKILL");
    await gone;
    await folder.remove();
  };
  try {
    return { url: await readyAt(child), appFolder, stop };
  } catch (failure) {
    await stop();
    throw failure;
  }
};

/** It asks nobody anything, tells nobody anything, and notes no address. */
const quiet = {
  CI: "1",
  CLOUDFLARE_CF_FETCH_ENABLED: "false",
  WRANGLER_HIDE_BANNER: "true",
  WRANGLER_SEND_METRICS: "false",
  WRANGLER_WRITE_LOGS: "false",
  X_LOCAL_EXPLORER: "false",
  X_LOCAL_OBSERVABILITY: "false",
};

function readyAt(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    const fail = (why: string) => reject(new Error(`wrangler dev ${why}; it said:\n${said}`));
    const timer = setTimeout(() => fail("was not ready in time"), readyWithinMs);
    const listen = (text: string) => {
      said += text;
      const url = /Ready on (http:\/\/[\d.]+:\d+)/.exec(said)?.[1];
      if (url === undefined) return;
      clearTimeout(timer);
      resolve(url);
    };
    child.stdout?.setEncoding("utf8").on("data", listen);
    child.stderr?.setEncoding("utf8").on("data", listen);
    child.once("close", (code) => {
      clearTimeout(timer);
      fail(`ended with ${code}`);
    });
  });
}
