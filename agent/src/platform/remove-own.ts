// Takes away what is ours in a folder, by name: whatever else somebody has put there stays, and so does the folder then.

import { existsSync, readdirSync, realpathSync, rmSync, rmdirSync } from "node:fs";
import { dirname, join } from "node:path";

/** Another command of ours that ends just now may write once more. */
const triesMax = 10;

/** Returns what stays there. Folders above that are empty then go as well, but for `home` and what is not in it. */
export function removeOwn(
  folder: string,
  isOwn: (name: string) => boolean,
  home: string,
): readonly string[] {
  if (!existsSync(folder)) return [];
  const place = realpathSync(folder);
  for (let tries = 0; tries < triesMax; tries++) {
    for (const name of readdirSync(place).filter(isOwn)) {
      rmSync(join(place, name), { recursive: true, force: true, maxRetries: triesMax });
    }
    if (isRemoved(place)) break;
  }
  if (existsSync(place)) return readdirSync(place).map((name) => join(folder, name));
  // A link to it leads nowhere now.
  rmSync(folder, { force: true });
  removeEmpty(dirname(folder), home);
  return [];
}

export function isThere(path: string): boolean {
  return existsSync(path);
}

export function removeEmpty(folder: string, home: string): void {
  if (folder.startsWith(`${home}/`) && isRemoved(folder)) removeEmpty(dirname(folder), home);
}

/** Only if nothing is in it, or it is not there at all. */
function isRemoved(folder: string): boolean {
  try {
    rmdirSync(folder);
  } catch (failure) {
    const code = failure instanceof Error && "code" in failure ? failure.code : undefined;
    if (code === "ENOTEMPTY" || code === "EEXIST") return false;
    if (code !== "ENOENT") throw failure;
  }
  return true;
}
