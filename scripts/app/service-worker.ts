// Writes the app's service worker, with the list of the files that it keeps and what each must be. Any other
// file, or any other header, makes it another worker, which is how browsers notice a new version.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { workerElsewhere } from "../../agent/src/verify/app-elsewhere.ts";
import {
  type AppFile,
  type Build,
  startPage,
} from "../../mobile-web/src/service-worker/cache-plan.ts";
import { headersFile } from "../../relay/src/security-headers.ts";
import { treeOnDisk } from "../tree.ts";

const source = join(import.meta.dirname, "../../mobile-web/src/service-worker/main.ts");

export async function writeServiceWorker(
  folder: string,
  relayOrigins: readonly string[],
): Promise<void> {
  const files = filesToKeep(folder);
  const version = hash("hex", JSON.stringify(files) + headersFile()).slice(0, 16);
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
  // Only now: how the minifier names things depends on every letter, and all but the version is to stay the same.
  const text = workerElsewhere(outputFiles[0]?.text ?? "", relayOrigins);
  await writeFile(join(folder, "sw.js"), text);
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
