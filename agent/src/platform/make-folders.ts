// A folder and all that leads to it. Node's own way to do that never ends below a folder that is there and takes
// none, as /proc.

import { existsSync, mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";

/** For their user alone, as far as they were not there. */
export function makeFolders(path: string): void {
  const missing: string[] = [];
  for (let at = path; !existsSync(at) && at !== dirname(at); at = dirname(at)) missing.push(at);
  for (const each of missing.toReversed()) {
    // Somebody else may make it at the same moment.
    if (!existsSync(each)) mkdirSync(each, { mode: 0o700 });
  }
  // Says itself what is in the way, if it is no folder.
  if (!statSync(path).isDirectory()) mkdirSync(path);
}
