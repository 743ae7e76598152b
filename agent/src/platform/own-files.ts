// Where the program's own files lie. In the repository the sources run as they are; in the package that is
// installed all code lies in lib/, between bin/ and dist/.

import { existsSync } from "node:fs";
import { basename, join } from "node:path";

const here = import.meta.dirname;
const isInstalled = basename(here) === "lib";
const dist = join(here, isInstalled ? "../dist" : "../../../dist");

/** What to start ourselves with. */
export const door = join(here, isInstalled ? "../bin" : "../../bin", "longrein.js");

/** Where npm puts what the sources need; undefined where they are not run from. */
export const nodeModules = isInstalled ? undefined : join(here, "../../../node_modules");

/** How a relay is deployed. */
const relayConfig = join(here, isInstalled ? "../wrangler.toml" : "../../../wrangler.toml");

/** Where the door keeps compiled code; see bin/longrein.js. */
export function cacheFolder(
  { XDG_CACHE_HOME: given }: Readonly<Record<string, string | undefined>>,
  home: string,
): string {
  return `${given?.startsWith("/") === true ? given : `${home}/.cache`}/longrein`;
}

export interface BuiltFiles {
  readonly workerFile: string;
  readonly appFolder: string;
}

/** What an embedded relay runs and serves; undefined if something is missing: then it has to be built first. */
export function builtFiles(): BuiltFiles | undefined {
  const workerFile = join(dist, "relay/worker.js");
  const appFolder = join(dist, "app");
  const whole = existsSync(workerFile) && existsSync(join(appFolder, "index.html"));
  return whole ? { workerFile, appFolder } : undefined;
}

/** What stands for a release's app; undefined in a clone, where there is only what was built. */
export interface ManifestFiles {
  readonly manifestFile: string;
  readonly noteFile: string;
}

export interface AppFiles {
  readonly appFolder: string;
  readonly manifestFiles: ManifestFiles | undefined;
}

/** The app as it came with this program; undefined as above. */
export function appFiles(): AppFiles | undefined {
  const built = builtFiles();
  if (built === undefined) return undefined;
  const { appFolder } = built;
  const manifestFile = join(dist, "app-manifest.json");
  return { appFolder, manifestFiles: isInstalled ? manifestFilesOf(manifestFile) : undefined };
}

/** Who vouches for a manifest stands beside it. */
export function manifestFilesOf(manifestFile: string): ManifestFiles {
  return { manifestFile, noteFile: `${manifestFile.replace(/\.json$/, "")}.note` };
}

export interface RelayFiles extends BuiltFiles {
  readonly configFile: string;
}

/** What a relay is deployed from; undefined as above. */
export function relayFiles(): RelayFiles | undefined {
  const built = builtFiles();
  return built && { ...built, configFile: relayConfig };
}
