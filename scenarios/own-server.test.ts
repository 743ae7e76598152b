// The relay on a server of one's own, from the packaged files and behind the web servers that
// docs/self-hosting.md has configurations for: both ends by https, one approval all the way.

import type { ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { WebSocket } from "ws";
import { type ThrowAwayFolder, throwAwayFolder } from "../agent/src/platform/throw-away-folder.ts";
import { CommandLine } from "../agent/src/testing/command-line.ts";
import { approvalOf, linkOf, shareDemoFolder } from "../agent/src/testing/first-steps.ts";
import { freePort } from "../agent/src/testing/free-port.ts";
import { thisMachine } from "../scripts/tests/needs.ts";
import { answer, pair } from "./demo-phone.ts";
import {
  type Certificate,
  type WebServer,
  makeCertificate,
  ownAddress,
  packagedDoor,
  startWebServer,
} from "./own-server.ts";
import { type Phone, openPhone } from "./phone.ts";
import { until } from "./until.ts";

const secret = "a secret of sixteen letters or more";
const installed = (["nginx", "caddy"] as const).filter((name) => thisMachine.hasCommand(name));

let folder: ThrowAwayFolder;
let certificate: Certificate;
let door: string;
let url: string;
let server: CommandLine;
let desk: CommandLine;
let phone: Phone | undefined;
let proxy: ChildProcess | undefined;

beforeAll(async () => {
  folder = await throwAwayFolder("longrein-own-server-");
  certificate = makeCertificate(folder);
  door = await packagedDoor(await folder.makeFolder("package"));
});

afterEach(async () => {
  await phone?.close();
  phone = undefined;
  await desk.remove();
  await server.remove();
  proxy?.kill("SIGKILL");
});

afterAll(() => folder.remove());

async function startServer(name: WebServer): Promise<void> {
  const ways = { port: await freePort(), relayPort: await freePort() };
  const host = `${ownAddress}:${ways.port}`;
  url = `https://${host}`;
  server = new CommandLine(await throwAwayFolder("longrein-server-"), door);
  Object.assign(server.environment, {
    PUBLIC_HOSTS: host,
    ENROLMENT_SECRET: secret,
    CLIENT_ADDRESSES: "edge",
  });
  const relay = server.begin("relay", "serve", "--listen", `127.0.0.1:${ways.relayPort}`);
  await relay.says("the relay answers at");
  proxy = startWebServer(name, folder, ways, certificate);
  desk = new CommandLine(await throwAwayFolder("longrein-desk-"), door);
  desk.environment["NODE_EXTRA_CA_CERTS"] = certificate.file;
}

/** What an agent's upgrade is answered with: 101, the status of a refusal, or nothing. */
function dial(headers: Record<string, string>): Promise<number> {
  const socket = new WebSocket(`${url}/v1/agent`, ["longrein.v1", "s.AAAAAAAAAAAAAAAAAAAAAA"], {
    headers: { Authorization: `Bearer ${secret}`, ...headers },
    rejectUnauthorized: false,
  });
  return new Promise<number>((resolve) => {
    socket.once("open", () => resolve(101));
    socket.once("unexpected-response", (_, { statusCode = 0 }) => resolve(statusCode));
    socket.on("error", () => resolve(0));
  }).finally(() => socket.terminate());
}

test.for(installed)(
  "behind %s an agent and a phone meet by https, and what is approved is done",
  async (name) => {
    await startServer(name);
    desk.environment["LONGREIN_RELAY_SECRET"] = secret;
    const agent = desk.begin("up", "--demo-driver", "--relay", url);
    await agent.says("connected to the relay");
    const source = await shareDemoFolder(desk, "slugs");
    const verified = await desk.run("verify", url);
    expect([verified.code, verified.error]).toEqual([0, ""]);

    const pairing = desk.begin("pair", "--role", "operator");
    const pairingLink = await linkOf(pairing);
    expect(pairingLink.startsWith(`${url}/#`)).toBe(true);
    phone = await openPhone({ trustedKey: certificate.keyHash });
    await pair(phone, { said: pairing.out, type: pairing.type, started: { pairingLink } });
    const { run } = await desk.json("runs", "new", "slugs", "repair", "the", "slugs");
    await approvalOf(desk, "edit slugify.js");
    await answer(phone, "slugify.js", "approve");
    const worktree = `${desk.stateFolder}/worktrees/${String(run)}/1`;
    const edited = () => readFileSync(`${worktree}/slugify.js`, "utf8");
    await until("the edit", edited, (text) => text.includes('.replace(/\\s+/g, "-")'));
    expect(readFileSync(`${source}/slugify.js`, "utf8")).not.toBe(edited());
    const controlled = () =>
      phone?.page.evaluate(async () => (await navigator.serviceWorker.ready).active?.state);
    await until("the service worker", controlled, (state) => state === "activated");
    expect(phone.complaints).toEqual([]);
  },
);

test.for(installed)(
  "behind %s agents need the secret, and are counted by the address that they really have",
  async (name) => {
    await startServer(name);
    await until(
      "the proxy",
      () => dial({}),
      (status) => status === 101,
    );
    expect(await dial({ Authorization: "Bearer another secret of many letters" })).toBe(403);
    const statuses: number[] = [];
    for (let i = 0; i < 40; i++) {
      statuses.push(await dial({ "CF-Connecting-IP": `192.0.2.${i}` }));
    }
    expect(statuses).toContain(429);
  },
);
