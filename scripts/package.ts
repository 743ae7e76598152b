// `npm run package`: makes dist/longrein-<version>.tgz, which `npm install -g` takes.

import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { type Vouch, assemblePackage } from "./package/assemble.ts";
import { isMainModule } from "./main-module.ts";

const dist = join(import.meta.dirname, "../dist");

/** Returns the archive's path. */
export async function makePackage(vouch?: Vouch): Promise<string> {
  const folder = join(dist, "package");
  await assemblePackage(folder, vouch);
  const words = ["pack", folder, "--pack-destination", dist, "--loglevel=error"];
  return join(dist, execFileSync("npm", words, { encoding: "utf8" }).trim());
}

if (isMainModule(import.meta)) console.log(await makePackage());
