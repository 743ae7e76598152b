// The kill switch, by command and by file: everything is over in two seconds, and stays over.

import { writeFileSync } from "node:fs";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { buildWhatIsStale } from "../../../scripts/fresh-build.ts";
import { type CommandLine, type Running, commandLine } from "../testing/command-line.ts";
import {
  type PairedPhone,
  approvalOf,
  pairPhone,
  shareDemoFolder,
  startAgent,
} from "../testing/first-steps.ts";

let cli: CommandLine;
let agent: Running;
let phone: PairedPhone;
/** Every command is a process; on a busy machine they take their time. */
vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 });
beforeAll(() => buildWhatIsStale());
beforeEach(async () => {
  cli = await commandLine();
  agent = await startAgent(cli);
  phone = await pairPhone(cli, "Ada's phone", "--role", "operator");
  await phone.come();
  await shareDemoFolder(cli, "slugs");
  await cli.json("runs", "new", "slugs", "repair it");
  await approvalOf(cli, "edit slugify.js");
});
afterEach(async () => {
  phone.leave();
  await cli.remove();
});

/** Of one run that waited for one answer. */
const ended = "1 run, 1 approval";

async function expectToBeTold(): Promise<void> {
  const { code, out } = await cli.run("status");
  expect(code).toBe(3);
  expect(out).toMatch(
    /the kill switch is on\n +pulled +\d+ \w+ ago, by .*\n +ended +1 run, 1 approval\n/,
  );
  expect(out).toContain(`${cli.stateFolder}/KILL`);
  expect(out).toMatch(/to go on .*longrein kill --release, then longrein start\n/);
  const { out: json } = await cli.run("status", "--json");
  const said: unknown = JSON.parse(json);
  expect(said).toMatchObject({ running: false, killed: { ended, at: expect.any(Number) } });
  const doctor = await cli.run("doctor");
  expect([doctor.code, doctor.out]).toEqual([
    1,
    expect.stringMatching(/bad +kill switch +on: pulled .*ended 1 run, 1 approval.*\n.*--release/),
  ]);
}

async function expectAllOver(since: number, by: string): Promise<void> {
  expect(await phone.phone.ends()).toBe("shutdown");
  expect((await agent.ended).code).toBe(0);
  expect(performance.now() - since).toBeLessThan(2_000);
  const again = await cli.run("up");
  expect([again.code, again.error]).toEqual([4, expect.stringContaining("the kill switch is on")]);
  expect(again.error).toContain(by);
  await expectToBeTold();
  await cli.json("kill", "--release");
  expect((await cli.run("status")).out).not.toContain("kill switch");
  agent = await startAgent(cli);
  expect((await cli.json("approvals"))["approvals"]).toEqual([]);
  expect((await cli.json("runs"))["runs"]).toMatchObject([{ state: "stopped" }]);
}

describe("the kill switch", () => {
  it("as a command ends runs, questions and phones, and nothing starts before it is taken back", async () => {
    const before = performance.now();
    const { code, out } = await cli.run("kill");
    expect([code, out]).toEqual([0, expect.stringContaining("the agent, its runs and")]);
    expect(out).toContain("on purpose may still run");
    expect(out).toContain(`\nended: ${ended}\n`);
    await expectAllOver(before + 500, "by the command kill"); // the command's own start
  });

  it("as a file in the state folder does the same, with nobody to ask", async () => {
    const before = performance.now();
    writeFileSync(`${cli.stateFolder}/KILL`, "");
    await expectAllOver(before, "nobody knows since when");
  });

  it("in a phone's hand does the same: its owner hears that it is done, and no restart goes on", async () => {
    const before = performance.now();
    const { owner } = phone;
    expect(await owner.give(owner.commands.command({ t: "kill" }))).toBe("done");
    await expectAllOver(before, "by a phone");
    const { entries } = await cli.json("audit", "--what", "killed");
    expect(entries).toHaveLength(1);
  });
});
