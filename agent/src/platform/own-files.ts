// Where the program's own files lie. In the repository the sources run as they are; in the package that is
// installed all code lies in lib/, between bin/ and dist/.

import { existsSync } from "node:fs";
import { basename, join } from "node:path";

const here = import.meta.dirname;
const isInstalled = basename(here) === "lib";
const dist = join(here, isInstalled ? "../dist" : "../../../dist");

/** What to start ourselves with. */
export const door = join(here, isInstalled ? "../bin" : "../../bin", "longrein.js");

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
