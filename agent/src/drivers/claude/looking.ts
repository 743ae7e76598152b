// Tools that only look at files. Inside the run's folder they go ahead unasked, as they do at the desktop;
// the path is followed through its links first, and what leads elsewhere is asked about.

import { realFolder } from "../../platform/files.ts";
import { textOf } from "../../runs/loose-fields.ts";
import type { Call } from "./calls.ts";

/** Each with the name under which its input says where it looks. */
const lookingTools = new Map([
  ["Read", "file_path"],
  ["Grep", "path"],
  ["Glob", "path"],
  ["LS", "path"],
]);

export async function looksInside(call: Call, input: unknown, folder: string): Promise<boolean> {
  const name = lookingTools.get(call.tool);
  if (name === undefined) return false;
  const place = await realFolder(placeOf(textOf(input, name) ?? ".", call.cwd));
  return place !== undefined && (place === folder || place.startsWith(`${folder}/`));
}

/** As Claude Code itself takes a path: from where its shell stands. */
export function placeOf(path: string, cwd: string): string {
  return path.startsWith("/") ? path : `${cwd}/${path}`;
}
