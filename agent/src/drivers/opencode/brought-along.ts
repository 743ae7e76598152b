// What a folder brings along for OpenCode: settings, plugins, tools and tool servers, which are programs that
// run without being asked about. OpenCode itself trusts every folder it is started in.

import { dirname, join } from "node:path";
import { realFolder } from "../../platform/files.ts";

const names = ["opencode.json", "opencode.jsonc", ".opencode"] as const;

/** Where OpenCode would look from this folder on; what lies in the user's home is the user's own. */
export async function broughtAlong(folder: string, home: string | undefined): Promise<string[]> {
  if (folder === home || folder === dirname(folder)) return [];
  const places = names.map((name) => join(folder, name));
  const real = await Promise.all(places.map((place) => realFolder(place)));
  const further = await broughtAlong(dirname(folder), home);
  return [...places.filter((_, index) => real[index] !== undefined), ...further];
}
