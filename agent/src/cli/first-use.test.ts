// The first use, as a user has it: real processes for every command, the real relay on this computer, and a
// phone that speaks the wire's language.

import { readFileSync } from "node:fs";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { buildWhatIsStale } from "../../../scripts/fresh-build.ts";
import { type CommandLine, commandLine } from "../testing/command-line.ts";
import { approvalOf, pairPhone, shareDemoFolder, startAgent } from "../testing/first-steps.ts";

let cli: CommandLine;
/** Every command is a process; on a busy machine they take their time. */
vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 });
beforeAll(() => buildWhatIsStale());
beforeEach(async () => {
  cli = await commandLine();
});
afterEach(() => cli.remove());

describe("first use", () => {
  it("goes from up over pair and an approval to stop", async () => {
    const agent = await startAgent(cli);
    const { leave } = await pairPhone(cli, "Ada's phone", "--role", "operator");
    const { devices } = await cli.json("devices");
    expect(devices).toMatchObject([{ name: "Ada's phone", role: "operator", here: false }]);
    leave();
    const folder = await shareDemoFolder(cli, "slugs");
    const readSource = (from: string) => readFileSync(`${from}/slugify.js`, "utf8");
    const before = readSource(folder);
    const { run } = await cli.json("runs", "new", "slugs", "repair", "the", "slugs");
    const tail = cli.begin("runs", "tail", String(run).slice(0, 8));
    const approval = await approvalOf(cli, "edit slugify.js");
    const { digest } = await cli.json("approvals", "show", approval);
    const blind = await cli.run("approvals", "approve", approval);
    expect([blind.code, blind.error]).toEqual([4, expect.stringContaining("nobody is here")]);
    await cli.json("approvals", "approve", approval, "--digest", String(digest));
    await cli.json("approvals", "deny", await approvalOf(cli, "run "));
    const { out } = await tail.ended;
    expect(out).toContain("The tests were not run, since you denied it");
    const worktree = `${cli.stateFolder}/worktrees/${String(run)}/1`;
    expect(readSource(worktree)).toContain('.replace(/\\s+/g, "-")');
    expect(readSource(folder)).toBe(before);
    expect((await cli.json("status"))["approvals"]).toBe(0);
    await cli.json("stop");
    expect((await agent.ended).code).toBe(0);
    expect((await cli.run("status")).code).toBe(3);
  });
});
