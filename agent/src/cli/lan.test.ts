// A relay on this computer for phones: what is refused, and a phone that comes by way of a proxy.

import { once } from "node:events";
import { readFileSync } from "node:fs";
import { toBase64url } from "@longrein/protocol";
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { WebSocket } from "ws";
import { buildWhatIsStale } from "../../../scripts/fresh-build.ts";
import { type CommandLine, commandLine } from "../testing/command-line.ts";
import { newIdentity } from "../testing/relay-parties.ts";
import { startAgent } from "../testing/first-steps.ts";

let cli: CommandLine;
vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 });
beforeAll(() => buildWhatIsStale());
beforeEach(async () => {
  cli = await commandLine();
});
afterEach(() => cli.remove());

test("the relay of this computer listens for others only when that was understood, and is kept so", async () => {
  const blind = await cli.run("up", "--embedded", "--address", "0.0.0.0");
  expect([blind.code, blind.error]).toEqual([
    4,
    expect.stringContaining("--i-understand-lan-exposure"),
  ]);
  const consent = "--i-understand-lan-exposure";
  const plain = await cli.run("up", "--embedded", "--address", "0.0.0.0", consent);
  expect([plain.code, plain.error]).toEqual([4, expect.stringContaining("https only")]);
  const wide = ["--address", "0.0.0.0", consent, "--public-url", "https://desk.example.org"];
  const agent = await startAgent(cli, ...wide);
  expect(agent.out()).toContain("phones find it at https://desk.example.org");
  expect(agent.out()).toContain("every machine of the network");
  const { app, link } = await cli.json("status");
  expect([app, link]).toEqual(["https://desk.example.org", "ready"]);
  const kept: unknown = JSON.parse(readFileSync(`${cli.folder.path}/config.json`, "utf8"));
  expect(kept).toMatchObject({ embeddedRelay: { address: "0.0.0.0", exposed: true } });
});

test("the relay of this computer carries no session but its own agent's, not even for a phone", async () => {
  await startAgent(cli);
  const { app, link } = await cli.json("status");
  expect(link).toBe("ready");
  const { sessionId } = newIdentity();
  for (const leg of ["agent", "phone"]) {
    const protocols = ["longrein.v1", `s.${toBase64url(sessionId)}`];
    const socket = new WebSocket(`${String(app)}/v1/${leg}`, protocols, { origin: String(app) });
    socket.on("error", () => {}); // told when it is terminated
    const [, { statusCode }] = await once(socket, "unexpected-response");
    expect(statusCode).toBe(403);
    socket.terminate();
  }
});

test("without a public address it says that a phone cannot reach it", async () => {
  const agent = await startAgent(cli);
  expect(agent.out()).toContain("only browsers on this computer reach it; a phone needs");
});
