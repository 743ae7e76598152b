// What an agent that never came to be has left behind: the file of its lock, which nobody holds.

import { readdirSync, rmSync } from "node:fs";
import { lockName, takeLock } from "./instance-lock.ts";

/** Where it is all there is, so that the folder is as empty as it looks. */
export function removeIdleLock(stateFolder: string): void {
  if (readdirSync(stateFolder).join() !== lockName) return;
  const lock = takeLock(stateFolder);
  if (lock === undefined) return;
  rmSync(`${stateFolder}/${lockName}`);
  lock.release();
}
