// What an installed package may weigh: our own files, without native modules, and how many packages came along.

import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { InstalledPackage } from "./install.ts";

const bytesMax = 15_000_000;
const packagesMax = 80;

/** Says what it found; throws if that is too much, or nothing at all. */
export function weighPackage({ folder, packages }: InstalledPackage): readonly string[] {
  const bytes = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes("/longrein/node_modules"))
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
  if (bytes === 0 || bytes > bytesMax) throw new Error(`the package has ${bytes} bytes`);
  if (packages < 2 || packages >= packagesMax) throw new Error(`there are ${packages} packages`);
  return [`${(bytes / 1_000_000).toFixed(1)} MB of our own`, `${packages} packages in all`];
}
