// A relay deployed, looked at, updated and destroyed: by the real wrangler to a Cloudflare on loopback, and run by the
// real workerd from what was uploaded.

import { existsSync, mkdirSync, readFileSync, readdirSync, statSync } from "node:fs";
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { buildWhatIsStale } from "../../../scripts/fresh-build.ts";
import { type DeployingMachine, deployingMachine } from "../testing/deployed-relay.ts";
import { newIdentity } from "../testing/relay-parties.ts";
import { askForNameplate } from "../link/nameplate.ts";
import type { Act, Call } from "./command.ts";
import { commandTable } from "./command-table.ts";
import { readSettings } from "../config/settings.ts";
import { readWords } from "./read-words.ts";
import { deployOwnRelay, updateOwnRelay } from "./relay-deploy.ts";
import { relayStatus } from "./relay-status.ts";
import { openTerminal } from "./terminal.ts";

let machine: DeployingMachine;
vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });
beforeAll(() => buildWhatIsStale());
beforeEach(async () => {
  machine = await deployingMachine();
  for (const [name, value] of Object.entries(machine.cli.environment)) vi.stubEnv(name, value);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await machine.remove();
});

const url = "https://longrein-relay.ada.workers.dev";
const configFile = () => machine.cli.environment["LONGREIN_CONFIG"] ?? "";
const settings = () => readSettings(readFileSync(configFile(), "utf8"));
const worker = () => machine.cloud.account.workers.get("longrein-relay");

/** In this process, so that what has an address of workers.dev is found where it really is. */
async function call(act: (call: Call) => ReturnType<Act>, ...argv: readonly string[]) {
  const said: string[] = [];
  let json: unknown;
  const terminal = {
    ...openTerminal({ json: true, program: "longrein", table: commandTable }),
    say: (text = "") => void said.push(text),
    table: (rows: readonly (readonly string[])[]) =>
      void said.push(...rows.map((row) => row.join(" "))),
    json: (value: object) => (json = value),
  };
  const code = await act({ terminal, table: commandTable, ...readWords(commandTable, argv) });
  return { said: said.join("\n"), json, code };
}

const deploy = (...flags: readonly string[]) =>
  call((one) => deployOwnRelay(one, machine.reaching), "relay", "deploy", ...flags);

test("a relay is deployed so that it serves this agent, and is kept, updated and destroyed as its own", async () => {
  machine.unknownFor = 2;
  const first = await deploy();
  expect(first.json).toMatchObject({ name: "longrein-relay", url, isNew: true, isNewSecret: true });
  expect(first.said).toContain("not yet: getaddrinfo ENOTFOUND");
  const { relay, relaySecret = "" } = settings();
  expect([relay, relaySecret.length]).toEqual([url, 43]);
  expect(statSync(configFile()).mode & 0o777).toBe(0o600);
  expect([...(worker()?.secrets ?? [])]).toEqual([["ENROLMENT_SECRET", relaySecret]]);
  const [uploaded] = worker()?.versions ?? [];
  expect(uploaded?.metadata).toMatchObject({
    main_module: "worker.js",
    observability: { enabled: false, logs: { enabled: false, invocation_logs: false } },
    compatibility_flags: ["no_web_socket_compression"],
    exports: { Switchboard: { type: "durable-object", storage: "sqlite" } },
  });
  expect(uploaded?.code).toBe(readFileSync("dist/relay/worker.js", "utf8"));

  const status = await call((one) => relayStatus(one, machine.ask), "relay");
  expect(status.json).toMatchObject({
    kind: "relay",
    isPrivate: true,
    letsUsIn: true,
    isUsed: true,
  });
  expect(status.code).toBeUndefined();

  const update = await call((one) => updateOwnRelay(one, machine.reaching), "relay", "update");
  expect(update.json).toMatchObject({ isNew: false, isNewSecret: false });
  expect(settings().relaySecret).toBe(relaySecret);
  expect(worker()?.versions).toHaveLength(2);

  const destroyed = await machine.cli.json("relay", "destroy", "--yes");
  expect(destroyed).toMatchObject({ wasThere: true, wasUsed: true });
  expect(worker()).toBeUndefined();
  expect(settings()).toEqual({});
  expect(machine.cloud.unknown).toEqual([]);
});

test("its secret shuts it to others, and stands on no command line, in no environment and in no file but one", async () => {
  const seen: string[] = [];
  const { path } = machine.cli.folder;
  mkdirSync(`${path}/tmp`);
  vi.stubEnv("TMPDIR", `${path}/tmp`);
  machine.cloud.whenAsked = (asked) => {
    if (!asked.startsWith("PUT")) return;
    for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
      for (const file of ["cmdline", "environ"]) seen.push(readIfThere(`/proc/${pid}/${file}`));
    }
  };
  const { said } = await deploy();
  const { relaySecret = "" } = settings();
  const where = await machine.relayAt(new URL(url).hostname);
  const { sessionId } = newIdentity();
  const ticket = { id: sessionId, capability: sessionId };
  const ask = (secret: string | undefined) =>
    askForNameplate({ relayUrl: where.url, relaySecret: secret, sessionId, ticket });
  await expect(ask(undefined)).rejects.toThrow("status 403");
  await expect(ask(`${relaySecret}x`)).rejects.toThrow("status 403");
  expect(await ask(relaySecret)).toMatch(/^\w{4}$/);

  expect(seen.join("\n")).toContain("--secrets-file=secrets.json");
  expect(seen.filter((text) => text.includes(relaySecret))).toEqual([]);
  expect(said).not.toContain(relaySecret);
  expect(readdirSync(`${path}/tmp`)).toEqual([]);
  const holding = readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`)
    .filter((file) => !file.endsWith("/config.capnp") && readIfThere(file).includes(relaySecret));
  expect(holding).toEqual([configFile()]);
});

test("what does not answer as it should is not set, and deploying goes on from there", async () => {
  machine.unknownFor = 10_000;
  const patience = { withinMs: 300, everyMs: 50 };
  const silent = call(
    (one) => deployOwnRelay(one, { ask: machine.ask, patience }),
    "relay",
    "deploy",
  );
  await expect(silent).rejects.toMatchObject({
    message: expect.stringContaining(`${url} does not answer as it should`),
    hint: expect.stringContaining("relay deploy goes on from here"),
  });
  expect(existsSync(configFile())).toBe(false);
  const status = await call((one) => relayStatus(one, machine.ask), "relay", "status");
  expect(status.code).toBe(1);
  machine.unknownFor = 0;
  expect((await deploy()).json).toMatchObject({ isNew: false, isNewSecret: true });
  expect(settings().relay).toBe(url);
});

test("another's Worker is replaced only when that is said, and then asks for a secret", async () => {
  machine.cloud.account.addWorker("longrein-relay");
  await expect(deploy()).rejects.toThrow("was not deployed from here");
  expect((await deploy("--replace")).json).toMatchObject({ isNew: false, isNewSecret: true });
  expect(worker()?.secrets.get("ENROLMENT_SECRET")).toBe(settings().relaySecret);
});

function readIfThere(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
