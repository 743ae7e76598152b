// The manifest of a built app, from the folder it lies in.

import { createHash } from "node:crypto";
import { readFile, readdir } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import type { AppManifest, PathRule } from "./app-manifest.ts";
import { readHeaderRules } from "./header-rules.ts";

const headersFile = "_headers";
const startPage = "/index.html";
/** Addresses of screens: the app finds the screen, the origin gives the start page. */
const screens = ["/", "/approvals"];
/** The cache's own answer for errors; see relay/src/security-headers.ts. */
const uncached = { "cache-control": "no-store" };

export async function manifestOfFolder(folder: string, version: string): Promise<AppManifest> {
  const headersOf = readHeaderRules(await readFile(join(folder, headersFile), "utf8"));
  const files = await Promise.all(
    (await pathsIn(folder)).map(async (path): Promise<[string, PathRule]> => {
      const content = await readFile(join(folder, path));
      const sha256 = createHash("sha256").update(content).digest("hex");
      return [path, { sha256, bytes: content.length, headers: headersOf(path) }];
    }),
  );
  const paths = Object.fromEntries(files);
  const start = paths[startPage];
  if (start === undefined) throw new Error(`there is no ${startPage} in ${folder}`);
  const pages = Object.fromEntries(screens.map((path) => [path, start]));
  const missing = { headers: { ...headersOf("/"), ...uncached } };
  return { version, paths: { ...pages, ...paths }, missing };
}

/** What is served: no file of the build or of the server, whose names begin with a dot or an underscore. */
async function pathsIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => `/${relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/")}`)
    .filter((path) => !/\/[._]/.test(path))
    .toSorted();
}
