// A coding agent of a version that nobody has tested may be looked at and no more, until somebody at the
// desktop says otherwise. The program on the PATH is a stand-in: all that counts is what it says it is.

import { chmodSync, writeFileSync } from "node:fs";
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { buildWhatIsStale } from "../../../scripts/fresh-build.ts";
import { type CommandLine, commandLine } from "../testing/command-line.ts";
import { pairPhone, startAgent } from "../testing/first-steps.ts";
import { until } from "../testing/until.ts";

let cli: CommandLine;
/** Every command is a process; on a busy machine they take their time. */
vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 });
beforeAll(() => buildWhatIsStale());
beforeEach(async () => {
  cli = await commandLine();
  const bin = await cli.folder.makeFolder("bin");
  writeFileSync(`${bin}/claude`, "#!/bin/sh\necho '2.0.9 (Claude Code)'\n");
  chmodSync(`${bin}/claude`, 0o755);
  cli.environment["PATH"] = `${bin}:${cli.environment["PATH"] ?? ""}`;
  cli.environment["LONGREIN_DRIVERS"] = "claude";
});
afterEach(() => cli.remove());

async function doctorOfClaude(): Promise<string> {
  const { out } = await cli.run("doctor", "--json");
  const { findings }: { findings: { part: string; says: string }[] } = JSON.parse(out);
  return findings.find(({ part }) => part === "claude")?.says ?? "";
}

test("an untested version is allowed at the desktop, phones hear of it at once, and doctor says so", async () => {
  await startAgent(cli);
  const { come, phone, leave } = await pairPhone(cli, "Ada's phone", "--role", "owner");
  await come();
  const toldLast = () => {
    const setup = phone.heard.findLast(({ t }) => t === "setup");
    return setup?.t === "setup" ? (setup.drivers[0]?.unusable ?? "") : "";
  };
  await until(() => toldLast().includes("was not tried"), "the phone to be told", 20_000);
  const refused = await doctorOfClaude();
  expect(refused).toContain("2.0.9 was not tried");
  expect(refused).toContain("longrein config set untestedVersions claude@2.0.9");
  const misspelled = await cli.run("config", "set", "untestedVersions", "claude");
  expect([misspelled.code, misspelled.error]).toEqual([
    2,
    expect.stringContaining("config.untest"),
  ]);
  await cli.json("config", "set", "untestedVersions", "codex@1.0.0,claude@2.0.9");
  // It is tried now, and only then found to be no Claude Code at all.
  await until(() => toldLast().includes("did not start"), "the phone to be told anew", 20_000);
  expect(await doctorOfClaude()).toContain("did not start");
  await cli.json("config", "unset", "untestedVersions");
  expect(await doctorOfClaude()).toContain("was not tried");
  leave();
});
