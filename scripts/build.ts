// Builds what is deployed: dist/relay/worker.js, one module that Cloudflare and the relay inside the agent
// both run, and dist/app/, the phone's app with the headers Cloudflare is to serve it with.

import { createHash, randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { inOrder } from "../agent/src/verify/app-elsewhere.ts";
import { headersFile } from "../relay/src/security-headers.ts";
import { preloads } from "./app/preloads.ts";
import { writeServiceWorker } from "./app/service-worker.ts";
import { isMainModule } from "./main-module.ts";

const root = join(import.meta.dirname, "..");
export const workerFile = join(root, "dist/relay/worker.js");
export const appFolder = join(root, "dist/app");

/** Stands where the hash of the rest will be, so that a build's name says what is in it. */
const hashPlaceholder = "0".repeat(16);

export interface BuiltRelay {
  readonly workerFile: string;
  /** Every source file in it, relative to the repository. */
  readonly modules: readonly string[];
  readonly build: string;
}

export async function buildRelay(): Promise<BuiltRelay> {
  const version = await productVersion();
  const result = await build({
    absWorkingDir: root,
    entryPoints: ["relay/src/worker.ts"],
    bundle: true,
    write: false,
    format: "esm",
    target: "es2024",
    conditions: ["workerd", "worker", "browser"],
    external: ["cloudflare:workers"],
    minify: true,
    metafile: true,
    define: { LONGREIN_BUILD: JSON.stringify(`${version}+${hashPlaceholder}`) },
    logLevel: "warning",
  });
  const code = result.outputFiles[0]?.text ?? "";
  const hash = createHash("sha256").update(code).digest("hex").slice(0, hashPlaceholder.length);
  await mkdir(join(workerFile, ".."), { recursive: true });
  // Written beside and moved over, so that whoever runs the old one never reads half of the new.
  const beside = `${workerFile}.${randomUUID()}`;
  await writeFile(beside, code.replace(hashPlaceholder, hash));
  await rename(beside, workerFile);
  const modules = Object.keys(result.metafile.inputs).toSorted();
  return { workerFile, modules, build: `${version}+${hash}` };
}

/** `relayOrigins` only when the app is to talk to a relay on another host, e.g. wss://relay.example.org. */
export async function buildApp(relayOrigins: readonly string[] = []): Promise<string> {
  const vite = await import("vite");
  const beside = `${appFolder}.${randomUUID()}`;
  const version = JSON.stringify(await productVersion());
  try {
    await forProduction(() =>
      vite.build({
        root: join(root, "mobile-web"),
        configFile: join(root, "mobile-web/vite.config.ts"),
        logLevel: "warn",
        plugins: [preloads()],
        define: { LONGREIN_VERSION: version },
        build: { outDir: beside, emptyOutDir: true },
      }),
    );
    await writeFile(join(beside, "_headers"), headersFile(relayOrigins));
    await writeServiceWorker(beside, relayOrigins);
    // What the build notes for itself is not served.
    await writeFile(join(beside, ".assetsignore"), ".vite\n");
    await putInPlace(beside);
  } finally {
    await rm(beside, { recursive: true, force: true });
  }
  return appFolder;
}

/** Vite builds for what NODE_ENV says, and among tests that is "test": larger, and not what is deployed. */
async function forProduction(act: () => Promise<unknown>): Promise<void> {
  const { NODE_ENV: before } = process.env;
  process.env["NODE_ENV"] = "production";
  try {
    await act();
  } finally {
    if (before === undefined) delete process.env["NODE_ENV"];
    else process.env["NODE_ENV"] = before;
  }
}

/** Whoever serves or deploys the old one meanwhile finds all of it until there is all of the new one. */
async function putInPlace(built: string): Promise<void> {
  const old = `${built}.old`;
  if (existsSync(appFolder)) await rename(appFolder, old);
  await rename(built, appFolder);
  await rm(old, { recursive: true, force: true });
}

async function productVersion(): Promise<string> {
  const text = await readFile(join(root, "package.json"), "utf8");
  const version = /"version": "(\d+\.\d+\.\d+[^"]*)"/.exec(text)?.[1];
  if (version === undefined) throw new Error("package.json: expected a version");
  return version;
}

if (isMainModule(import.meta)) {
  const relay = await buildRelay();
  console.log(`relay  ${relay.workerFile}  ${relay.build}`);
  const relayOrigins = (process.env["RELAY_ORIGINS"] ?? "").split(",");
  const named = inOrder(relayOrigins.filter((part) => part !== ""));
  console.log(`app    ${await buildApp(named)}`);
}
