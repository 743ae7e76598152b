// A relay deployed, looked at and destroyed: by the real wrangler to a Cloudflare on loopback, and run by the real workerd
// from what was uploaded. Each call of wrangler takes two seconds, so all else is in the tests beside this one, which
// `npm run test:package` runs.

import { readFileSync, statSync } from "node:fs";
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { buildWhatIsStale } from "../../../scripts/fresh-build.ts";
import { callCommand } from "../testing/call-command.ts";
import { type DeployingMachine, deployingMachine } from "../testing/deployed-relay.ts";
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

test("a relay is deployed so that it serves this agent, and is looked at and destroyed as its own", async () => {
  machine.unknownFor = 2;
  const first = await machine.deploy();
  expect(first.json).toMatchObject({ name: "longrein-relay", url, isNew: true, isNewSecret: true });
  expect(first.said).toContain("not yet: getaddrinfo ENOTFOUND");
  const { relay, relaySecret = "" } = machine.settings;
  expect([relay, relaySecret.length]).toEqual([url, 43]);
  expect(statSync(machine.configFile).mode & 0o777).toBe(0o600);
  expect([...(machine.worker?.secrets ?? [])]).toEqual([["ENROLMENT_SECRET", relaySecret]]);
  const [uploaded] = machine.worker?.versions ?? [];
  expect(uploaded?.metadata).toMatchObject({
    main_module: "worker.js",
    observability: { enabled: false, logs: { enabled: false, invocation_logs: false } },
    compatibility_flags: ["no_web_socket_compression"],
    exports: { Switchboard: { type: "durable-object", storage: "sqlite" } },
  });
  expect(uploaded?.code).toBe(readFileSync("dist/relay/worker.js", "utf8"));

  const status = await callCommand((one) => relayStatus(one, machine.ask), "relay");
  expect(status.json).toMatchObject({
    kind: "relay",
    isPrivate: true,
    letsUsIn: true,
    isUsed: true,
  });
  expect(status.code).toBeUndefined();

  const destroyed = await machine.cli.json("relay", "destroy", "--yes");
  expect(destroyed).toMatchObject({ wasThere: true, wasUsed: true });
  expect(machine.worker).toBeUndefined();
  expect(machine.settings).toEqual({});
  expect(machine.cloud.unknown).toEqual([]);
});
