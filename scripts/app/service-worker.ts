// Writes the app's service worker, with the list of the files that it keeps and what each must be. Any other
// file, or any other header, makes it another worker, which is how browsers notice a new version.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import {
  type AppFile,
  type Build,
  startPage,
} from "../../mobile-web/src/service-worker/cache-plan.ts";
import { treeOnDisk } from "../tree.ts";

const source = join(import.meta.dirname, "../../mobile-web/src/service-worker/main.ts");

export async function writeServiceWorker(folder: string, headers: string): Promise<Build> {
  const files = filesToKeep(folder);
  const version = hash("hex", JSON.stringify(files) + headers).slice(0, 16);
  const app: Build = { version, files };
  const { outputFiles } = await build({
    entryPoints: [source],
    bundle: true,
    write: false,
    format: "iife",
    target: "safari17",
    minify: true,
    define: { LONGREIN_APP: JSON.stringify(app) },
    logLevel: "warning",
  });
  await writeFile(join(folder, "sw.js"), outputFiles[0]?.text ?? "");
  return app;
}

/** What the app needs to run. The larger icons are for installing it, which nobody does offline. */
export function filesToKeep(folder: string): readonly AppFile[] {
  return treeOnDisk(folder)
    .paths.filter((path) => !/^[._]|^sw\.js$|\.(?:map|png)$/.test(path))
    .map((path) => ({
      path: path === "index.html" ? startPage : `/${path}`,
      integrity: `sha256-${hash("base64", readFileSync(join(folder, path)))}`,
    }));
}

function hash(as: "hex" | "base64", content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest(as);
}
