// Puts together the package that is installed: the door, our code as JavaScript (Node strips no types from
// what lies in node_modules), the built relay and app, and what one reads. Third parties' code is not in it
// but named in its package.json, so that npm verifies it and says whose it is.

import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { build } from "esbuild";
import { withoutBuild } from "../../agent/src/deploy/relay-config.ts";
import { manifestFilesOf } from "../../agent/src/platform/own-files.ts";
import { encodeManifest } from "../../agent/src/verify/app-manifest.ts";
import { manifestOfFolder } from "../../agent/src/verify/manifest-of-folder.ts";
import { type WrittenManifest, unsignedNote } from "../../agent/src/verify/release-note.ts";
import { buildApp, buildRelay } from "../build.ts";
import { packageManifest } from "./manifest.ts";

const root = join(import.meta.dirname, "../..");
const entry = { inSources: "../src/main.ts", inPackage: "../lib/main.js" };
const copied = [
  "dist/relay/worker.js",
  "dist/app",
  "docs/agents.md",
  "docs/commands.md",
  "docs/comparison.md",
  "docs/configuration.md",
  "docs/first-use.md",
  "docs/messages.md",
  "docs/protocol-vectors.json",
  "docs/protocol.md",
  "docs/roles.md",
  "docs/screens/approval-light.png",
  "docs/screens/run-dark.png",
  "docs/self-hosting.md",
  "docs/self-hosting",
  "docs/threat-model.md",
  "docs/troubleshooting.md",
  "docs/what-the-relay-sees.md",
  "CHANGELOG.md",
  "LICENSE",
  "README.md",
  "SECURITY.md",
];

/** Gives the note for a manifest; without a release key that says that nobody has signed it. */
export type Vouch = (manifest: WrittenManifest) => string | Promise<string>;

export async function assemblePackage(folder: string, vouch: Vouch = unsignedNote): Promise<void> {
  await Promise.all([buildRelay(), buildApp()]);
  await rm(folder, { recursive: true, force: true });
  const manifest = packageManifest();
  await bundle(folder, Object.keys(manifest.dependencies));
  await writeDoor(join(folder, "bin/longrein.js"));
  // What `longrein relay deploy` goes by: nothing is left to build there.
  const config = await readFile(join(root, "wrangler.toml"), "utf8");
  await writeFile(join(folder, "wrangler.toml"), withoutBuild(config));
  for (const path of copied) await copy(path, folder);
  // The build's own list of files is of no use to anybody else.
  await rm(join(folder, "dist/app/.vite"), { recursive: true, force: true });
  await writeAppManifest(join(folder, "dist"), manifest.version, vouch);
  await writeFile(join(folder, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
}

async function writeAppManifest(dist: string, version: string, vouch: Vouch): Promise<void> {
  const text = encodeManifest(await manifestOfFolder(join(dist, "app"), version));
  const { manifestFile, noteFile } = manifestFilesOf(join(dist, "app-manifest.json"));
  await writeFile(manifestFile, text);
  await writeFile(noteFile, await vouch({ version, text }));
}

/** In readable form: whoever runs it should be able to read it. What is loaded late stays apart. */
async function bundle(folder: string, external: readonly string[]): Promise<void> {
  await build({
    absWorkingDir: root,
    entryPoints: { main: "agent/src/main.ts" },
    outdir: join(folder, "lib"),
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node22",
    external: [...external],
    logLevel: "warning",
  });
}

async function writeDoor(path: string): Promise<void> {
  const source = await readFile(join(root, "agent/bin/longrein.js"), "utf8");
  if (!source.includes(entry.inSources))
    throw new Error(`the door does not open ${entry.inSources}`);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, source.replace(entry.inSources, entry.inPackage), { mode: 0o755 });
}

async function copy(path: string, folder: string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await cp(join(root, path), join(folder, path), { recursive: true });
}
