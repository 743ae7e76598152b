// Builds the relay and the app when a source is newer than what was built, so that tests and budgets
// never look at yesterday's build and nobody waits for one that is fresh.

import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { appFolder, buildApp, buildRelay, workerFile } from "./build.ts";
import { type Tree, treeOnDisk } from "./tree.ts";

const root = join(import.meta.dirname, "..");
const appManifest = join(appFolder, ".vite/manifest.json");

/** A build is also stale when the packages or the way of building changed. */
const always = ["package-lock.json", "scripts/build.ts", "scripts/app/", "protocol/src/"];

export async function buildWhatIsStale(): Promise<void> {
  const tree = treeOnDisk(root);
  if (isStale(tree, workerFile, ["relay/src/"])) await buildRelay();
  if (isStale(tree, appManifest, ["mobile-web/", "relay/src/security-headers.ts"])) {
    await buildApp();
  }
  for (const built of [workerFile, appManifest]) {
    if (!existsSync(built)) throw new Error(`scripts/build.ts did not write ${built}`);
  }
}

function isStale(tree: Tree, built: string, sources: readonly string[]): boolean {
  if (!existsSync(built)) return true;
  const since = statSync(built).mtimeMs;
  return tree.paths.some(
    (path) =>
      [...always, ...sources].some((start) => path.startsWith(start)) &&
      statSync(join(root, path)).mtimeMs > since,
  );
}
