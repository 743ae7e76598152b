// Prompts that wait, as somebody at the machine sees them, says them in other words and takes them back; and what was
// hidden in them, seen there once.

import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { buildWhatIsStale } from "../../../scripts/fresh-build.ts";
import { type AskingAgent, installAskingAgent } from "../testing/asking-agent.ts";
import { type CommandLine, commandLine } from "../testing/command-line.ts";
import { startAgent } from "../testing/first-steps.ts";
import { until } from "../testing/until.ts";

let cli: CommandLine;
let agent: AskingAgent;
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });
beforeAll(() => buildWhatIsStale());
beforeEach(async () => {
  cli = await commandLine();
  // Each turn waits for an answer.
  agent = await installAskingAgent(cli, { colour: { enum: ["Crimson", "Teal"] } });
  await startAgent(cli);
  await cli.folder.makeFolder("slugs");
  await cli.json("workspace", "share", `${cli.folder.path}/slugs`, "--allow-root");
});
afterEach(() => cli.remove());

async function open(prompt: string): Promise<string> {
  const { run } = await cli.json("runs", "new", "slugs", prompt);
  await until(() => agent.told("prompt").length > 0, "a prompt to be heard", 60_000);
  return String(run);
}

test("a prompt that waits is listed, changed and withdrawn, and what begins is what was said last", async () => {
  const run = await open("look");
  const which = run.slice(0, 8);
  expect((await cli.run("runs", "prompts", which)).out).toContain("no prompt waits");
  await cli.json("runs", "prompt", which, "first words", "--queue");
  await cli.json("runs", "prompt", which, "never mind", "--queue");
  const { out } = await cli.run("runs", "prompts", which);
  expect(out).toMatch(/first words\n[0-9a-f]{8} .*from this machine\n {2}never mind\n/);
  const [first = "", second = ""] = out.match(/^[0-9a-f]{8}/gm) ?? [];
  const { prompts } = await cli.json("runs", "prompts", which);
  expect(prompts).toMatchObject([{ text: "first words" }, { text: "never mind" }]);
  const givenAt = Number(/"at":(\d+)/.exec(JSON.stringify(prompts))?.[1]);

  const wordless = await cli.run("runs", "prompts", which, "--change", first);
  expect([wordless.code, wordless.error]).toEqual([
    2,
    "error: expected its new words after --change\nhint: longrein help runs prompts\n",
  ]);
  const changed = await cli.json("runs", "prompts", which, "--change", first, "second", "words");
  expect(changed).toMatchObject({ run, text: "second words", before: "first words" });
  const said = await cli.run("runs", "prompts", which, "--change", first, "third words");
  expect(said.out).toBe(
    "it waits in these words now:\n  third words\nand did in these:\n  second words\n",
  );
  const { prompts: since } = await cli.json("runs", "prompts", which);
  expect(since).toEqual(
    expect.arrayContaining([expect.objectContaining({ text: "third words", at: givenAt })]),
  );
  const withdrawn = await cli.json("runs", "prompts", which, "--withdraw", second);
  expect(withdrawn).toMatchObject({ run, before: "never mind" });
  const again = await cli.run("runs", "prompts", which, "--withdraw", second);
  expect([again.code, again.error]).toEqual([
    1,
    `error: there is no prompt that waits "${second}"\nhint: longrein runs prompts ${which}\n`,
  ]);

  const { questions } = await cli.json("questions");
  const [question = ""] = /[0-9a-f]{32}/.exec(JSON.stringify(questions)) ?? [];
  await cli.json("questions", "dismiss", question);
  await until(() => agent.told("prompt").length === 2, "the next prompt to be heard", 60_000);
  expect(JSON.stringify(agent.told("prompt")[1])).toContain("third words");
  expect(await cli.json("runs", "prompts", which)).toEqual({ run, prompts: [] });
});

test("a secret in what a run said is hidden, shown at the machine by its number, and the log tells that it was", async () => {
  const secret = `ghp_${"0a1B".repeat(9)}`;
  const run = await open(`push with ${secret}`);
  const shown = await cli.run("runs", "show", run);
  expect(shown.out).toContain("push with [hidden: GitHub token 1]");
  expect(await cli.json("runs", "reveal", run, "1")).toEqual({ run, number: 1, text: secret });
  expect((await cli.run("runs", "reveal", run, "1")).out).toBe(`${secret}\n`);
  const none = await cli.run("runs", "reveal", run, "2");
  expect([none.code, none.error]).toEqual([
    1,
    expect.stringMatching(/nothing is hidden as number 2.*\nhint: longrein runs show/),
  ]);
  const zeroth = await cli.run("runs", "reveal", run, "0");
  expect([zeroth.code, zeroth.error]).toEqual([
    2,
    "error: expected a whole number from 1 to 1000 as NUMBER\nhint: longrein help runs reveal\n",
  ]);
  const log = JSON.stringify(await cli.json("audit", "--what", "secret.revealed"));
  expect(log.match(/\\"number\\":1,\\"by\\":\\"machine\\"/g)).toHaveLength(2);
  expect(log).not.toContain(secret);
});
