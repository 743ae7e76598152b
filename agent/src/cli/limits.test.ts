// Limits that somebody has set, in a running agent: what is asked for waits as long, and what is too much ends a turn.

import { afterEach, beforeAll, beforeEach, expect, it, test, vi } from "vitest";
import { buildWhatIsStale } from "../../../scripts/fresh-build.ts";
import { type Waste, installAskingAgent } from "../testing/asking-agent.ts";
import { type CommandLine, commandLine } from "../testing/command-line.ts";
import { approvalOf, shareDemoFolder, startAgent } from "../testing/first-steps.ts";
import { makeRepository } from "../testing/repository.ts";

let cli: CommandLine;
/** Every command is a process; on a busy machine they take their time. */
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });
beforeAll(() => buildWhatIsStale());
beforeEach(async () => {
  cli = await commandLine();
});
afterEach(() => cli.remove());

test("an approval waits as many minutes as were set, from the next one on", async () => {
  await startAgent(cli);
  await shareDemoFolder(cli, "slugs");
  const waits = async (what: string) => {
    const shown = await cli.json("approvals", "show", await approvalOf(cli, what));
    return (Number(shown["notAfter"]) - Number(shown["askedAt"])) / 60_000;
  };
  await cli.json("runs", "new", "slugs", "repair it");
  expect(await waits("edit slugify.js")).toBe(15);
  await cli.json("config", "set", "answerMinutes", "2");
  await cli.json("approvals", "deny", await approvalOf(cli, "edit slugify.js"));
  expect(await waits("run ")).toBe(2);
  const refused = await cli.run("config", "set", "answerMinutes", "61");
  expect([refused.code, refused.error]).toEqual([2, expect.stringContaining("answerMinutes")]);
});

test("a question waits as many minutes as were set", async () => {
  await installAskingAgent(cli, { colour: { enum: ["red", "blue"] } });
  cli.environment["LONGREIN_ANSWER_MINUTES"] = "3";
  await startAgent(cli);
  await cli.folder.makeFolder("slugs");
  await cli.json("workspace", "share", `${cli.folder.path}/slugs`, "--allow-root");
  const { run } = await cli.json("runs", "new", "slugs", "paint it");
  let out = "";
  for (let tries = 0; tries < 200 && !out.includes("askedAt"); tries++) {
    ({ out } = await cli.run("questions", "--json"));
  }
  const { questions }: { questions: { run: string; askedAt: number; notAfter: number }[] } =
    JSON.parse(out);
  const [question] = questions;
  expect(question?.run).toBe(run);
  expect((question?.notAfter ?? 0) - (question?.askedAt ?? 0)).toBe(180_000);
});

it.each<[string, string, Waste, RegExp]>([
  ["runFiles", "2", { files: 3, bytes: 1, said: 1 }, /grown by 3 files, and may grow by 2/],
  ["runMebibytes", "1", { files: 1, bytes: 1_600_000, said: 1 }, /by 2 MiB, and may grow by 1 MiB/],
  ["turnOutputMebibytes", "1", { files: 0, bytes: 0, said: 1_100_000 }, /said more than 1 MiB/],
])("%s ends the turn that goes beyond it", async (name, value, waste, text) => {
  await installAskingAgent(cli, waste);
  await startAgent(cli);
  const folder = await cli.folder.makeFolder("slugs");
  makeRepository(folder, { "a.txt": "one\n" });
  await cli.json("workspace", "share", folder, "--allow-root");
  await cli.json("config", "set", name, value);
  const { run } = await cli.json("runs", "new", "slugs", "waste it");
  const { out } = await cli.run("runs", "tail", String(run));
  expect(out).toMatch(text);
  expect(out).toContain("the run is failed");
});
