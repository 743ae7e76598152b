// Whether the relay runs from what is packed: with the configuration and the files as they lie in the archive it does
// all that the scenario of the relay asks for, behind `wrangler dev` and in workerd by itself.

import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { throwAwayFolder } from "../../agent/src/platform/throw-away-folder.ts";
import { playRelayScenario } from "../relay-scenario/scenario.ts";
import { inWorkerd, inWranglerDev } from "../relay-scenario/ways.ts";

/** Throws unless it does. */
export async function playPackedRelay(archive: string): Promise<string> {
  const unpacked = await throwAwayFolder("longrein-packed-");
  try {
    execFileSync("tar", ["-xzf", archive, "-C", unpacked.path]);
    const at = (path: string) => join(unpacked.path, "package", path);
    const files = {
      configFile: at("wrangler.toml"),
      workerFile: at("dist/relay/worker.js"),
      appFolder: at("dist/app"),
    };
    let steps = 0;
    for (const start of [inWranglerDev, inWorkerd]) {
      const relay = await start(files);
      try {
        steps += await playRelayScenario(relay);
      } finally {
        await relay.stop();
      }
    }
    return `${steps} steps in wrangler dev and in workerd`;
  } finally {
    await unpacked.remove();
  }
}
