// A relay of one's own beyond its deployment: its secret, its updates, and what else was there, by the real wrangler to a
// Cloudflare on loopback, and run by the real workerd from what was uploaded.

import { existsSync, mkdirSync, readFileSync, readdirSync } from "node:fs";
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { buildWhatIsStale } from "../../../scripts/fresh-build.ts";
import { callCommand } from "../testing/call-command.ts";
import { type DeployingMachine, deployingMachine } from "../testing/deployed-relay.ts";
import { newIdentity } from "../testing/relay-parties.ts";
import { askForNameplate } from "../link/nameplate.ts";
import { deployOwnRelay, updateOwnRelay } from "./relay-deploy.ts";
import { relayStatus } from "./relay-status.ts";

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

test("updating keeps its secret, and is another version", async () => {
  await machine.deploy();
  const { relaySecret } = machine.settings;
  const update = await callCommand(
    (one) => updateOwnRelay(one, machine.reaching),
    "relay",
    "update",
  );
  expect(update.json).toMatchObject({ isNew: false, isNewSecret: false });
  expect(machine.settings.relaySecret).toBe(relaySecret);
  expect(machine.worker?.versions).toHaveLength(2);
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
  const { said } = await machine.deploy();
  const { relaySecret = "" } = machine.settings;
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
  expect(holding).toEqual([machine.configFile]);
});

test("what does not answer as it should is not set, and deploying goes on from there", async () => {
  machine.unknownFor = 10_000;
  const patience = { withinMs: 300, everyMs: 50 };
  const silent = callCommand(
    (one) => deployOwnRelay(one, { ask: machine.ask, patience }),
    "relay",
    "deploy",
  );
  await expect(silent).rejects.toMatchObject({
    message: expect.stringContaining(`${url} does not answer as it should`),
    hint: expect.stringContaining("relay deploy goes on from here"),
  });
  expect(existsSync(machine.configFile)).toBe(false);
  const status = await callCommand((one) => relayStatus(one, machine.ask), "relay", "status");
  expect(status.code).toBe(1);
  machine.unknownFor = 0;
  expect((await machine.deploy()).json).toMatchObject({ isNew: false, isNewSecret: true });
  expect(machine.settings.relay).toBe(url);
});

test("another's Worker is replaced only when that is said, and then asks for a secret", async () => {
  machine.cloud.account.addWorker("longrein-relay");
  await expect(machine.deploy()).rejects.toThrow("was not deployed from here");
  expect((await machine.deploy("--replace")).json).toMatchObject({
    isNew: false,
    isNewSecret: true,
  });
  expect(machine.worker?.secrets.get("ENROLMENT_SECRET")).toBe(machine.settings.relaySecret);
});

function readIfThere(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
