// A run that waits for an answer while its agent is killed: the next start tells of it, and one command lets it go on.

import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { buildWhatIsStale } from "../../../scripts/fresh-build.ts";
import { type CommandLine, commandLine } from "../testing/command-line.ts";
import { approvalOf, shareDemoFolder, startAgent } from "../testing/first-steps.ts";

let cli: CommandLine;
/** Every command is a process; on a busy machine they take their time. */
vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 });
beforeAll(() => buildWhatIsStale());
beforeEach(async () => {
  cli = await commandLine();
});
afterEach(() => cli.remove());

test("it is told of, goes on by one command, once, and asks anew", async () => {
  const agent = await startAgent(cli);
  await shareDemoFolder(cli, "slugs");
  const { run } = await cli.json("runs", "new", "slugs", "repair it");
  const asked = await approvalOf(cli, "edit slugify.js");
  agent.signal("SIGKILL");
  await agent.ended;
  const next = await startAgent(cli);
  expect(next.out()).toContain("interrupted while they waited for an answer: 1;");
  expect(await cli.json("approvals")).toEqual({ approvals: [] });
  const { out } = await cli.run("runs", "show", String(run));
  expect(out).toContain("the agent was restarted while this waited for an answer");
  await cli.json("runs", "continue", String(run));
  const again = await approvalOf(cli, "edit slugify.js");
  expect(again).not.toBe(asked);
  const twice = await cli.run("runs", "continue", String(run));
  expect(twice.code).toBe(1);
  expect(twice.error).toContain("no restart has interrupted it while it waited");
  expect(twice.error).toMatch(/longrein runs prompt [0-9a-f]{8} PROMPT/);
});
