// Saying no at the machine: with words for the coding agent, or to all that is asked at once.

import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { buildWhatIsStale } from "../../../scripts/fresh-build.ts";
import { type CommandLine, commandLine } from "../testing/command-line.ts";
import { approvalOf, shareDemoFolder, startAgent } from "../testing/first-steps.ts";

let cli: CommandLine;
/** Every command is a process; on a busy machine they take their time. */
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });
beforeAll(() => buildWhatIsStale());
beforeEach(async () => {
  cli = await commandLine();
});
afterEach(() => cli.remove());

test("a no has words for the coding agent, and a no to all ends every run that asks", async () => {
  await startAgent(cli);
  await shareDemoFolder(cli, "slugs");
  const { run } = await cli.json("runs", "new", "slugs", "repair the slugs");
  const approval = await approvalOf(cli, "edit slugify.js");
  const words = "leave it to \u001b[31mAda";
  await cli.json("approvals", "deny", approval, "--because", words);
  await approvalOf(cli, "run ");
  const { out } = await cli.run("runs", "show", String(run));
  expect(out).toContain("< leave it to \\u{1b}[31mAda\n");
  await cli.json("runs", "new", "slugs", "repair them once more");
  await approvalOf(cli, "edit slugify.js");

  for (const wrong of [
    ["--all", "--because", "no"],
    [approval, "--all"],
    [],
    [approval, "--because", " "],
  ]) {
    expect([wrong, (await cli.run("approvals", "deny", ...wrong)).code]).toEqual([wrong, 2]);
  }
  const long = await cli.run("approvals", "deny", approval, "--because", "é".repeat(1_025));
  expect([long.code, long.error]).toEqual([
    2,
    "error: --because may have 2,048 bytes in UTF-8, and has 2,050\nhint: say it in fewer words\n",
  ]);
  expect((await cli.run("approvals", "deny", "--all")).out).toBe("2 denied, 2 runs stopped\n");
  expect((await cli.json("approvals"))["approvals"]).toEqual([]);
  const { runs } = await cli.json("runs");
  expect(runs).toMatchObject([{ state: "stopped" }, { state: "stopped" }]);
  const { entries } = await cli.json("audit", "--what", "approval.denied");
  expect(JSON.stringify(entries).match(/by\\":\\"machine/g)).toHaveLength(3);
  expect(JSON.stringify(entries)).not.toContain("leave it");
  expect(await cli.json("approvals", "deny", "--all")).toEqual({ denied: 0, stopped: 0 });
});
