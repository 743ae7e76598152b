// What keeps it well: the doctor, the ceiling, and the service.

import { readFileSync } from "node:fs";
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { buildWhatIsStale } from "../../../scripts/fresh-build.ts";
import { type CommandLine, commandLine } from "../testing/command-line.ts";
import { startAgent } from "../testing/first-steps.ts";

let cli: CommandLine;
vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 });
beforeAll(() => buildWhatIsStale());
beforeEach(async () => {
  cli = await commandLine();
});
afterEach(() => cli.remove());

test("doctor tries each part of a running agent, and says what is wrong when none runs", async () => {
  const alone = await cli.run("doctor");
  expect([alone.code, alone.out]).toEqual([1, expect.stringMatching(/bad +agent .*not running/)]);
  await startAgent(cli);
  const { findings } = await cli.json("doctor");
  const parts = [
    "relay",
    "clock",
    "link",
    "round trip",
    "store",
    "audit",
    "keys",
    "redaction",
    "demo",
  ];
  for (const part of parts) {
    expect(findings).toContainEqual(expect.objectContaining({ part, state: "good" }));
  }
  expect(findings).toContainEqual(expect.objectContaining({ part: "reach", state: "warning" }));
});

test("doctor says each thing as soon as it is known, and waits for no part longer than it must", async () => {
  const agent = await startAgent(cli);
  // The relay of this agent takes connections, and from now on answers nobody.
  const relay = Number(readFileSync(`/proc/${agent.pid}/task/${agent.pid}/children`, "utf8"));
  process.kill(relay, "SIGSTOP");
  try {
    const doctor = cli.begin("doctor");
    await doctor.says(/ok +user|look +user/);
    expect(doctor.out()).not.toMatch(/ relay /);
    const { code, out } = await doctor.ended;
    expect(code).toBe(1);
    expect(out).toMatch(/bad +relay /);
    expect(out).toMatch(/ok +store /);
  } finally {
    process.kill(relay, "SIGCONT");
  }
});

test("the ceiling is the configuration's until it is set, and is kept", async () => {
  cli.environment["LONGREIN_POLICY"] = "trusted";
  const agent = await startAgent(cli);
  expect(await cli.json("policy")).toEqual({ profile: "trusted" });
  expect(await cli.json("policy", "set", "strict")).toEqual({ profile: "strict" });
  await cli.json("stop");
  await agent.ended;
  await startAgent(cli);
  expect(await cli.json("policy")).toEqual({ profile: "strict" });
});

test("the service's file is printed without being installed", async () => {
  const { out } = await cli.run("service", "install", "--print");
  expect(out).toContain("longrein.js");
  expect(out).toContain(cli.stateFolder);
});
