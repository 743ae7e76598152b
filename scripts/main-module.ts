// Tells whether a script was started by itself or imported, for instance by its test.

import { realpathSync } from "node:fs";

export function isMainModule(meta: ImportMeta): boolean {
  const started = process.argv[1];
  return started !== undefined && realpathSync(started) === meta.filename;
}
