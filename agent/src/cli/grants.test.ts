// What a phone approved for a run, as somebody at the machine sees it and takes it back.

import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { buildWhatIsStale } from "../../../scripts/fresh-build.ts";
import { type CommandLine, commandLine } from "../testing/command-line.ts";
import { approvalOf, pairPhone, shareDemoFolder, startAgent } from "../testing/first-steps.ts";

let cli: CommandLine;
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });
beforeAll(() => buildWhatIsStale());
beforeEach(async () => {
  cli = await commandLine();
});
afterEach(() => cli.remove());

test("what was approved for a run is listed with who said so, withdrawn once, and told of in the log", async () => {
  await startAgent(cli);
  await shareDemoFolder(cli, "slugs");
  const phone = await pairPhone(cli, "Ada's phone", "--role", "operator");
  await phone.come();
  const { run } = await cli.json("runs", "new", "slugs", "repair the slugs");
  const which = String(run).slice(0, 8);
  expect((await cli.run("runs", "grants", which)).out).toContain(
    "nothing was approved for the run",
  );
  expect(await cli.json("runs", "grants", which)).toEqual({ run, grants: [] });

  expect(await phone.owner.answer(await phone.owner.asked(), "approve", "run")).toBe("done");
  // What it asks next keeps the run open, and what was approved for it.
  await approvalOf(cli, "run ");
  const listed = await cli.run("runs", "grants", which);
  expect(listed.out).toMatch(/not used yet +7 hours left +from Ada's phone +slugify\.js\n/);
  const { grants } = await cli.json("runs", "grants", which);
  expect(grants).toEqual([
    expect.objectContaining({ what: "slugify.js", phone: "Ada's phone", uses: 0 }),
  ]);
  const approval = /runs grants [0-9a-f]{8} --withdraw ([0-9a-f]{8})/.exec(listed.out)?.[1] ?? "";

  const other = await cli.run("runs", "grants", which, "--withdraw", "ffffffff");
  expect([other.code, other.error]).toEqual([
    1,
    `error: there is no grant "ffffffff"\nhint: longrein runs grants ${which}\n`,
  ]);
  const { withdrawn } = await cli.json("runs", "grants", which, "--withdraw", approval);
  expect(withdrawn).toMatch(new RegExp(`^${approval}`));
  expect(await cli.json("runs", "grants", which)).toEqual({ run, grants: [] });
  const again = await cli.run("runs", "grants", which, "--withdraw", approval);
  expect(again.error).toContain("there is no grant");
  expect(JSON.stringify(await cli.json("audit", "--what", "grant"))).toMatch(
    /withdrawn.*by\\":\\"machine/,
  );
  phone.leave();
});
