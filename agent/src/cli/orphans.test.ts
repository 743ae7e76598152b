// An agent that is killed can end nothing; the next start ends what it has left behind, and nothing else.

import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { buildWhatIsStale } from "../../../scripts/fresh-build.ts";
import { startOf } from "../platform/marked-processes.ts";
import { type CommandLine, commandLine } from "../testing/command-line.ts";
import { approvalOf, shareDemoFolder, startAgent } from "../testing/first-steps.ts";
import { git } from "../testing/repository.ts";
import { until } from "../testing/until.ts";

let cli: CommandLine;
/** Every command is a process; on a busy machine they take their time. */
vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 });
beforeAll(() => buildWhatIsStale());
beforeEach(async () => {
  cli = await commandLine();
});
afterEach(() => cli.remove());

const isThere = (pid: number) => startOf(pid) !== undefined;

/** What the demo agent runs as tests: says who it is, and whom it has sent out of its group, and stays. */
const lasting = (pids: string) => `
import { spawn } from "node:child_process";
import { appendFileSync } from "node:fs";
import { test } from "node:test";
test("stays", async () => {
  const away = spawn("sleep", ["600"], { detached: true, stdio: "ignore" });
  appendFileSync(${JSON.stringify(pids)}, \`\${process.pid} \${away.pid}\\n\`);
  await new Promise((resolve) => setTimeout(resolve, 600_000));
});
`;

/** Leaves somebody in a session of its own, and ends well. */
const leaving = (pids: string) => `
import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { test } from "node:test";
test("leaves", () => {
  const away = spawn("sleep", ["600"], { detached: true, stdio: "ignore" });
  away.unref();
  writeFileSync(${JSON.stringify(pids)}, \`\${away.pid}\\n\`);
});
`;

/** A run of these tests, which were approved; returns it, and who they said to be there. */
async function runTests(tests: (pids: string) => string) {
  const folder = await shareDemoFolder(cli, "slugs");
  const pids = `${cli.folder.path}/pids`;
  writeFileSync(pids, "");
  writeFileSync(`${folder}/slugify.test.js`, tests(pids));
  git(folder, "commit", "--all", "--quiet", "--message", "Other tests");
  const { run } = await cli.json("runs", "new", "slugs", "repair it");
  await cli.json("approvals", "deny", await approvalOf(cli, "edit slugify.js"));
  const asked = await approvalOf(cli, "run ");
  const { digest } = await cli.json("approvals", "show", asked);
  await cli.json("approvals", "approve", asked, "--digest", String(digest));
  await until(() => readFileSync(pids, "utf8").endsWith("\n"), "the tests to run", 30_000);
  const left = readFileSync(pids, "utf8").trim().split(" ").map(Number);
  expect(left.every(isThere)).toBe(true);
  return { run: String(run), left };
}

/** Two of its tests, and its relay. */
async function leftByKilledAgent(): Promise<readonly number[]> {
  const agent = await startAgent(cli);
  const { left } = await runTests(lasting);
  const all = [...left, ownRelay()];
  agent.signal("SIGKILL");
  await agent.ended;
  expect(all.map(isThere)).toEqual([true, true, true]);
  return all;
}

const ownRelay = () => Number(readFileSync(`${cli.stateFolder}/relay/pid`, "utf8"));

describe.skipIf(process.platform !== "linux")("what an agent's runs have started", () => {
  it("is ended at the next start of one that was killed, and nobody else's", async () => {
    const agent = await startAgent(cli);
    const { left } = await runTests(lasting);
    const other = spawn("sleep", ["600"], { env: { LONGREIN_AGENT: `${cli.stateFolder}-other` } });
    onTestFinished(() => void other.kill());
    agent.signal("SIGKILL");
    await agent.ended;
    expect(left.map(isThere)).toEqual([true, true]);
    const next = await startAgent(cli);
    expect(left.map(isThere)).toEqual([false, false]);
    expect(next.out()).toContain("ended what it had left behind");
    expect(isThere(other.pid ?? 0)).toBe(true);
  });

  it.each(["kill", "stop"])(
    "and was left in a session of its own ends with the agent, by %s",
    async (end) => {
      const agent = await startAgent(cli);
      const {
        run,
        left: [away = 0],
      } = await runTests(leaving);
      await cli.run("runs", "tail", run);
      expect(isThere(away)).toBe(true);
      expect((await cli.run(end)).code).toBe(0);
      await agent.ended;
      expect(isThere(away)).toBe(false);
    },
  );

  it("is ended by the kill switch though the agent was killed and runs no more", async () => {
    const left = await leftByKilledAgent();
    const { code, out } = await cli.run("kill");
    expect([code, out]).toEqual([0, expect.stringContaining("it was not running")]);
    expect(left.map(isThere)).toEqual([false, false, false]);
  });

  it("is ended by uninstalling, after which nobody would know whose it is", async () => {
    const left = await leftByKilledAgent();
    cli.environment["XDG_CACHE_HOME"] = `${cli.folder.path}/cache`;
    await cli.json("uninstall", "--yes");
    expect(left.map(isThere)).toEqual([false, false, false]);
  });

  it("is ended by the kill switch though the agent hangs, which is said", async () => {
    const agent = await startAgent(cli);
    const { left } = await runTests(lasting);
    agent.signal("SIGSTOP");
    onTestFinished(() => agent.signal("SIGCONT"));
    const { code, error } = await cli.run("kill");
    expect(left.map(isThere)).toEqual([false, false]);
    expect([code, error]).toEqual([1, expect.stringContaining("the agent does not end")]);
    agent.signal("SIGCONT");
    expect((await agent.ended).code).toBe(0);
  });
});

describe.skipIf(process.platform !== "linux")("the relay of an agent that was killed", () => {
  it("is ended at the next start, though that is to use another", async () => {
    const agent = await startAgent(cli);
    const relay = ownRelay();
    agent.signal("SIGKILL");
    await agent.ended;
    expect(isThere(relay)).toBe(true);
    const next = cli.begin("up", "--relay", "https://relay.invalid");
    await next.says("to pair a phone");
    expect(isThere(relay)).toBe(false);
  });
});
