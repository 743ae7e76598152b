// Where the build puts what an embedded relay runs and serves.

import { existsSync } from "node:fs";
import { join } from "node:path";

export interface BuiltFiles {
  readonly workerFile: string;
  readonly appFolder: string;
}

/** Undefined if something is missing: then it has to be built first. */
export function builtFiles(): BuiltFiles | undefined {
  const dist = join(import.meta.dirname, "../../../dist");
  const workerFile = join(dist, "relay/worker.js");
  const appFolder = join(dist, "app");
  const whole = existsSync(workerFile) && existsSync(join(appFolder, "index.html"));
  return whole ? { workerFile, appFolder } : undefined;
}
