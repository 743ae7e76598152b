// The relay inside the agent, with the real workerd.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { type IncomingMessage, createServer, get } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { WebSocket } from "ws";
import { buildRelay } from "../../../scripts/build.ts";
import type { WorkerdProcess } from "../platform/workerd-process.ts";
import { startEmbeddedRelay } from "./embedded-relay.ts";

const protocols = ["longrein.v1", "s.AAAAAAAAAAAAAAAAAAAAAA"];
const options = { perMessageDeflate: false };

let workerFile: string;
let folder: string;
let relay: WorkerdProcess | undefined;

beforeAll(async () => {
  ({ workerFile } = await buildRelay());
});

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "embedded relay '\" "));
});

afterEach(async () => {
  await relay?.stop();
  relay = undefined;
  await rm(folder, { recursive: true });
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function writeWorker(code: string): Promise<string> {
  const file = join(folder, "other-worker.js");
  const object = 'import { DurableObject } from "cloudflare:workers";';
  await writeFile(
    file,
    `${object}export class Switchboard extends DurableObject {}\nexport class PairingRegistry extends DurableObject {}\n${code}`,
  );
  return file;
}

test("answers on a free port of loopback and challenges an agent with the host it dialled", async () => {
  relay = await startEmbeddedRelay({ workerFile, stateFolder: folder });
  expect(relay.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  const socket = new WebSocket(`${relay.url}/v1/agent`, protocols, options);
  const [challenge]: unknown[] = await once(socket, "message");
  expect(String(challenge).endsWith(new URL(relay.url).host)).toBe(true);
  socket.terminate();
});

test("serves the app's files with their types, and its start page for a screen", async () => {
  const appFolder = join(folder, "app");
  await mkdir(join(appFolder, "assets"), { recursive: true });
  await writeFile(join(appFolder, "index.html"), "<!doctype html>start");
  await writeFile(join(appFolder, "assets/main-1a2b.js"), "run()");
  relay = await startEmbeddedRelay({ workerFile, stateFolder: folder, appFolder });
  const script = await fetch(`${relay.url}/assets/main-1a2b.js`);
  expect(script.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
  expect(script.headers.get("cache-control")).toContain("immutable");
  expect(await script.text()).toBe("run()");
  const screen = await fetch(`${relay.url}/run/7`);
  expect(screen.headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(await screen.text()).toContain("start");
  expect((await fetch(`${relay.url}/assets/gone.js`)).status).toBe(404);
  expect((await fetch(`${relay.url}/assets/`)).headers.get("content-type")).toContain("text/html");
});

test("stop leaves no process within a second, though a socket is open", async () => {
  const started = await startEmbeddedRelay({ workerFile, stateFolder: folder });
  const socket = new WebSocket(`${started.url}/v1/agent`, protocols, options);
  const closed = once(socket, "close");
  await once(socket, "message");
  const before = Date.now();
  await started.stop();
  expect(Date.now() - before).toBeLessThan(1_000);
  expect(isAlive(started.pid)).toBe(false);
  await closed;
});

test("an early death says what workerd printed", async () => {
  const broken = await writeWorker("export default { fetch() { return } } }");
  const start = startEmbeddedRelay({ workerFile: broken, stateFolder: folder });
  await expect(start).rejects.toThrow(/workerd ended with code 1; it printed:[^]*SyntaxError/);
});

test("a taken port is refused with a reason", async () => {
  relay = await startEmbeddedRelay({ workerFile, stateFolder: folder });
  const port = Number(new URL(relay.url).port);
  const other = join(folder, "other");
  const start = startEmbeddedRelay({ workerFile, stateFolder: other, port });
  await expect(start).rejects.toThrow(/Address already in use/);
});

test("a later death is reported, a stop is not", async () => {
  relay = await startEmbeddedRelay({ workerFile, stateFolder: folder });
  process.kill(relay.pid, "SIGKILL");
  expect((await relay.died).message).toContain("workerd ended by SIGKILL");
  const second = await startEmbeddedRelay({ workerFile, stateFolder: folder });
  await second.stop();
  expect(await Promise.race([second.died, Promise.resolve("not reported")])).toBe("not reported");
});

test("answers only for loopback and the hosts it was given", async () => {
  const hosts = ["desk.example.org"];
  relay = await startEmbeddedRelay({ workerFile, stateFolder: folder, hosts });
  const dial = async (host: string) => {
    const headers = { Host: host };
    const socket = new WebSocket(`${relay?.url}/v1/agent`, protocols, { ...options, headers });
    socket.on("error", () => {}); // terminate() below says so of a refused dial
    const answer = await new Promise((resolve) => {
      socket.once("message", () => resolve("challenged"));
      socket.once("unexpected-response", (_, response) => resolve(response.statusCode));
    });
    socket.terminate();
    return answer;
  };
  expect(await dial("desk.example.org")).toBe("challenged");
  expect(await dial("rogue.example.org")).toBe(421);
});

test.for([
  ["127.0.0.1 evil", 400, "bad request"],
  ["evil@127.0.0.1", 400, "bad request"],
  ["127.0.0.1/v1", 400, "bad request"],
  ["rogue.example.org", 421, "misdirected request"],
  ["localhost", 200, "ok"],
] as const)("on every path, also for health: Host %s", async ([host, status, words]) => {
  relay = await startEmbeddedRelay({ workerFile, stateFolder: folder });
  for (const path of ["/health", "/.well-known/longrein", "/"]) {
    const asked = get(`${relay.url}${path}`, { headers: { Host: host } });
    const answer = await new Promise<IncomingMessage>((resolve) => asked.once("response", resolve));
    const body = await text(answer);
    if (status !== 200 || path === "/health")
      expect([answer.statusCode, body]).toEqual([status, words]);
    expect(answer.statusCode).not.toBe(500);
  }
});

test("reaches no network, not even loopback", async () => {
  let visits = 0;
  const server = createServer((_, response) => {
    visits++;
    response.end("visited");
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  const caller = await writeWorker(
    `export default { async fetch(request) {
      if (request.url.endsWith("/health")) return new Response("ok");
      try { return await fetch("http://127.0.0.1:${port}/"); }
      catch { return new Response("blocked"); }
    } }`,
  );
  relay = await startEmbeddedRelay({ workerFile: caller, stateFolder: folder });
  expect(await (await fetch(`${relay.url}/try`)).text()).toBe("blocked");
  expect(visits).toBe(0);
  server.close();
});

test("ends the workerd that a killed predecessor left behind, and no other process", async () => {
  const orphan = await startEmbeddedRelay({ workerFile, stateFolder: folder });
  const stranger = spawn("sleep", ["60"]);
  // As after a SIGKILL of the daemon: the file names a process that is still there.
  relay = await startEmbeddedRelay({ workerFile, stateFolder: folder });
  expect((await orphan.died).message).toContain("SIGKILL");
  await relay.stop();
  await writeFile(join(folder, "relay/pid"), `${stranger.pid}\n`);
  relay = await startEmbeddedRelay({ workerFile, stateFolder: folder });
  expect(isAlive(stranger.pid ?? 0)).toBe(true);
  stranger.kill("SIGKILL");
});

test("gives a nameplate and lets it be claimed", async () => {
  relay = await startEmbeddedRelay({ workerFile, stateFolder: folder });
  const [sixteen, origin] = ["AAECAwQFBgcICQoLDA0ODw", relay.url];
  const ticket = { sessionId: sixteen, id: sixteen, capability: sixteen };
  const post = (path: string, body: unknown, headers = {}) =>
    fetch(`${origin}/v1/${path}`, { method: "POST", body: JSON.stringify(body), headers });
  const given: unknown = await (await post("nameplates", ticket)).json();
  expect(given).toEqual({ nameplate: expect.stringMatching(/^[0-9A-Z]{4}$/), seconds: 300 });
  const { nameplate } = given as { nameplate: string };
  const claimed = await post("nameplates/claim", { nameplate, claim: sixteen }, { origin });
  expect(await claimed.json()).toEqual(ticket);
});

test("keeps its folder to its owner", async () => {
  relay = await startEmbeddedRelay({ workerFile, stateFolder: folder });
  for (const path of ["relay", "relay/objects", "relay/config.capnp"]) {
    expect((await stat(join(folder, path))).mode & 0o077).toBe(0);
  }
});
