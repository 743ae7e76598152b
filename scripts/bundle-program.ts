// One file of a program and all that it imports of ours, for tests that start it a hundred times: it is there in half
// the time that its sources take. What it needs of others it finds as they do.

import { join } from "node:path";
import { build } from "esbuild";

const folder = join(import.meta.dirname, "../.cache/programs");

/** Returns where it lies. */
export async function bundleProgram(entry: string, name: string): Promise<string> {
  const outfile = join(folder, `${name}.mjs`);
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node22",
    sourcemap: "inline",
    external: ["better-sqlite3", "workerd", "ws"],
    logLevel: "error",
  });
  return outfile;
}
