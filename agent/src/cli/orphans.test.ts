// An agent that is killed can end nothing; the next start ends what it has left behind, and nothing else.

import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { afterEach, beforeAll, beforeEach, expect, onTestFinished, test, vi } from "vitest";
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

test.skipIf(process.platform !== "linux")(
  "what a killed agent has left running is ended at its next start, and nobody else's",
  async () => {
    const agent = await startAgent(cli);
    const folder = await shareDemoFolder(cli, "slugs");
    const pids = `${cli.folder.path}/pids`;
    writeFileSync(pids, "");
    writeFileSync(`${folder}/slugify.test.js`, lasting(pids));
    git(folder, "commit", "--all", "--quiet", "--message", "Tests that stay");
    await cli.json("runs", "new", "slugs", "repair it");
    await cli.json("approvals", "deny", await approvalOf(cli, "edit slugify.js"));
    const tests = await approvalOf(cli, "run ");
    const { digest } = await cli.json("approvals", "show", tests);
    await cli.json("approvals", "approve", tests, "--digest", String(digest));
    await until(() => readFileSync(pids, "utf8") !== "", "the tests to run", 30_000);
    const left = readFileSync(pids, "utf8").trim().split(" ").map(Number);
    const other = spawn("sleep", ["600"], { env: { LONGREIN_AGENT: `${cli.stateFolder}-other` } });
    onTestFinished(() => void other.kill());
    agent.signal("SIGKILL");
    await agent.ended;
    expect(left.map(isThere)).toEqual([true, true]);
    const next = await startAgent(cli);
    expect(left.map(isThere)).toEqual([false, false]);
    expect(next.out()).toContain("ended what it had left behind");
    expect(isThere(other.pid ?? 0)).toBe(true);
  },
);
