// What is deployed: the built Worker holds nothing that could decrypt, and wrangler.toml deploys it as it
// is, with logs off.

import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import { unstable_readConfig as readConfig } from "wrangler";
import { embeddedRelayConfig } from "../agent/src/daemon/embedded-relay-config.ts";
import { type BuiltRelay, appFolder, buildApp, buildRelay } from "./build.ts";

const root = join(import.meta.dirname, "..");

describe("the built Worker", () => {
  let built: BuiltRelay;
  let code: string;

  beforeAll(async () => {
    built = await buildRelay();
    code = await readFile(built.workerFile, "utf8");
  });

  test("is made of the relay, six files of the protocol, and its two libraries", () => {
    const own = built.modules.filter((path) => !path.startsWith("node_modules/"));
    const protocol = own.filter((path) => !path.startsWith("relay/src/"));
    expect(protocol).toEqual(
      ["base64url", "bytes", "envelope", "failure", "limits", "strict-json"].map(
        (name) => `protocol/src/${name}.ts`,
      ),
    );
    const packages = built.modules.flatMap(
      (path) => /^node_modules\/([^/]+)/.exec(path)?.[1] ?? [],
    );
    const allowed = new Set(["hono", "itty-durable", "itty-router"]);
    expect(packages.filter((name) => !allowed.has(name))).toEqual([]);
    expect(built.modules.filter((path) => /noble|noise|handshake|session\.ts/.test(path))).toEqual(
      [],
    );
  });

  test("asks the platform's cryptography to hash, verify and compare, and for nothing else", () => {
    const used = [...code.matchAll(/subtle\.(\w+)/g)].map(([, name]) => name);
    expect(new Set(used)).toEqual(new Set(["digest", "importKey", "timingSafeEqual", "verify"]));
    expect(code).not.toMatch(/decrypt|AES-GCM|deriveBits|deriveKey|unwrapKey/i);
  });

  test("logs nothing", () => {
    expect(code).not.toMatch(/console\s*\.\s*(?!error\b)\w+/);
  });

  test("is at most 60 KB after gzip", () => {
    expect(gzipSync(code).length).toBeLessThanOrEqual(60 * 1_024);
  });

  test("is named by what is in it, and the same sources give the same bytes", async () => {
    expect(built.build).toMatch(/^\d+\.\d+\.\d+\+[0-9a-f]{16}$/);
    expect(code).toContain(built.build);
    expect((await buildRelay()).build).toBe(built.build);
    expect(await readFile(built.workerFile, "utf8")).toBe(code);
  });
});

describe("wrangler.toml", () => {
  const config: unknown = readConfig({ config: join(root, "wrangler.toml") });

  test("keeps every log off and sends nothing anywhere", () => {
    expect(config).toMatchObject({
      observability: {
        enabled: false,
        logs: { enabled: false, invocation_logs: false },
        traces: { enabled: false },
      },
      send_metrics: false,
      preview_urls: false,
    });
    expect(config).not.toHaveProperty("logpush", true);
    expect(config).not.toHaveProperty("tail_consumers.0");
    expect(config).not.toHaveProperty("streaming_tail_consumers.0");
  });

  test("has SQLite objects only, so that the free plan will do", () => {
    const bindings = [
      { name: "SWITCHBOARD", class_name: "Switchboard" },
      { name: "REGISTRY", class_name: "PairingRegistry" },
    ];
    expect(config).toHaveProperty("durable_objects.bindings", bindings);
    const storage = { type: "durable-object", storage: "sqlite" };
    expect(config).toHaveProperty("exports", { Switchboard: storage, PairingRegistry: storage });
  });

  test("uploads the built Worker byte for byte, and runs it the way the agent does", () => {
    const flags = ["no_web_socket_compression"];
    expect(config).toMatchObject({ no_bundle: true, main: join(root, "dist/relay/worker.js") });
    expect(config).toMatchObject({ compatibility_flags: flags, compatibility_date: "2026-10-23" });
    const embedded = embeddedRelayConfig({
      listen: "127.0.0.1:0",
      objectsFolder: "objects",
      appFolder: undefined,
      variables: {},
    });
    expect(embedded).toContain('compatibilityDate = "2026-10-23"');
    expect(embedded).toContain(`compatibilityFlags = ${JSON.stringify(flags)}`);
  });

  test("runs the Worker first for its own routes and leaves every other file to be served free", () => {
    expect(config).toHaveProperty("assets", {
      directory: "dist/app",
      binding: "ASSETS",
      html_handling: "none",
      not_found_handling: "none",
      run_worker_first: ["/v1/*", "/health", "/.well-known/*"],
    });
  });
});

test("the phone's app is the same for every NODE_ENV, and leaves NODE_ENV as it was", async () => {
  const among = process.env["NODE_ENV"];
  const built: string[][] = [];
  try {
    for (const environment of ["production", "test", "development"]) {
      process.env["NODE_ENV"] = environment;
      await buildApp();
      expect(process.env["NODE_ENV"]).toBe(environment);
      // Each file is named by the hash of what is in it.
      built.push((await readdir(join(appFolder, "assets"))).toSorted());
    }
  } finally {
    process.env["NODE_ENV"] = among;
  }
  expect(built[0]).not.toEqual([]);
  expect(built[1]).toEqual(built[0]);
  expect(built[2]).toEqual(built[0]);
});

// Needs the app's build, which is a minute on a small machine when nothing is cached.
test.skipIf(!existsSync(join(root, "mobile-web/vite.config.ts")))(
  "`wrangler deploy --dry-run` passes with the file as it is",
  { timeout: 180_000 },
  async () => {
    const out = await mkdtemp(join(tmpdir(), "dry-run-"));
    const wrangler = join(root, "node_modules/wrangler/bin/wrangler.js");
    const options = { cwd: root, env: { ...process.env, ...quiet } };
    const argv = [wrangler, "deploy", "--dry-run", "--outdir", out];
    const { stdout } = await promisify(execFile)(process.execPath, argv, options);
    expect(stdout).toContain("env.SWITCHBOARD (Switchboard)");
    expect(stdout).toContain("--dry-run: exiting now");
    const uploaded = await readFile(join(out, "worker.js"));
    expect(uploaded.equals(await readFile(join(root, "dist/relay/worker.js")))).toBe(true);
    expect(await readFile(join(appFolder, "_headers"), "utf8")).toContain("trusted-types sw");
    await rm(out, { recursive: true });
  },
);

/** Wrangler's local traces would note every address asked for; its metrics would tell of this machine. */
const quiet = {
  X_LOCAL_OBSERVABILITY: "false",
  X_LOCAL_EXPLORER: "false",
  WRANGLER_SEND_METRICS: "false",
  CI: "1",
};
