// The app as it was shipped with this program: what an origin that serves it must answer, path by path.

import { randomBytes } from "node:crypto";
import { readFile, readdir } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { readHeaderRules } from "./header-rules.ts";
import type { Expected } from "./judge-served.ts";

const headersFile = "_headers";
const startPage = "/index.html";
/** Addresses of screens: the app finds the screen, the origin gives the start page. */
const screens = ["/", "/approvals"];
/** The cache's own answer for errors; see relay/src/security-headers.ts. */
const uncached = ["cache-control", "no-store"] as const;

export async function shippedApp(folder: string): Promise<readonly Expected[]> {
  const headersOf = readHeaderRules(await readFile(join(folder, headersFile), "utf8"));
  const files = await Promise.all(
    (await pathsIn(folder)).map(async (path) => ({
      path,
      bytes: await readFile(join(folder, path)),
      headers: headersOf(path),
    })),
  );
  const start = files.find(({ path }) => path === startPage);
  if (start === undefined) throw new Error(`there is no ${startPage} in ${folder}`);
  // Nobody could have put a file there: what answers is what answers for everything that is not ours.
  const nothing = `/assets/${randomBytes(12).toString("hex")}.js`;
  return [
    ...screens.map((path) => ({ ...start, path })),
    ...files,
    { path: nothing, bytes: undefined, headers: new Map(headersOf("/")).set(...uncached) },
  ];
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
