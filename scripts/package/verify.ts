// Whether the installed program knows its own app again: served by a relay from the very files it came with, and not
// when one of them was changed after it was installed.

import { spawnSync } from "node:child_process";
import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inWorkerd } from "../relay-scenario/ways.ts";
import type { InstalledPackage } from "./install.ts";

/** Throws unless it does. */
export async function verifyInstalled({ command, folder }: InstalledPackage): Promise<string> {
  const at = (path: string) => join(folder, path);
  const relay = await inWorkerd({
    configFile: at("wrangler.toml"),
    workerFile: at("dist/relay/worker.js"),
    appFolder: at("dist/app"),
  });
  const verify = () => {
    const { stdout, stderr } = spawnSync(command, ["verify", relay.url], { encoding: "utf8" });
    return `${stdout}${stderr}`;
  };
  try {
    const said = verify();
    if (!/which nobody has signed\n.* serves the app of longrein/.test(said)) throw new Error(said);
    const worker = readFileSync(at("dist/app/sw.js"));
    appendFileSync(at("dist/app/sw.js"), " ");
    const changed = verify();
    writeFileSync(at("dist/app/sw.js"), worker);
    if (!/is not the one in its manifest/.test(changed)) throw new Error(changed);
    return "verifies its app";
  } finally {
    await relay.stop();
  }
}
