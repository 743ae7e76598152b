// The audit log, the settings and the log, as a user sees them; and an export that is verified without agent.

import { readFileSync, statSync, writeFileSync } from "node:fs";
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { buildWhatIsStale } from "../../../scripts/fresh-build.ts";
import { type CommandLine, commandLine } from "../testing/command-line.ts";
import { pairPhone, startAgent } from "../testing/first-steps.ts";

let cli: CommandLine;
vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 });
beforeAll(() => buildWhatIsStale());
beforeEach(async () => {
  cli = await commandLine();
});
afterEach(() => cli.remove());

test("the audit log is listed, verified, exported, and the export verified where no agent runs", async () => {
  const agent = await startAgent(cli);
  const { leave } = await pairPhone(cli, "Ada's phone");
  leave();
  const { entries } = await cli.json("audit", "--what", "device");
  expect(JSON.stringify(entries)).toContain("device.paired");
  const here = await cli.json("audit", "verify");
  expect(here).toMatchObject({ t: "whole", entries: 1 });
  const ownWords = here["words"];
  const file = `${cli.folder.path}/audit.jsonl`;
  expect(await cli.json("audit", "export", file)).toMatchObject({ file });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const again = await cli.run("audit", "export", file);
  expect([again.code, again.error]).toEqual([1, expect.stringContaining("is there already")]);
  await cli.json("stop");
  await agent.ended;
  expect(await cli.json("audit", "verify", file)).toMatchObject({ t: "whole", vouchedTo: 1 });
  const { words, own } = await cli.json("audit", "verify", file);
  expect([words, own]).toEqual([ownWords, true]);
  const [header = ""] = readFileSync(file, "utf8").split("\n");
  const bare = `${cli.folder.path}/bare.jsonl`;
  writeFileSync(bare, `${header}\n`);
  const nothing = await cli.run("audit", "verify", bare);
  expect([nothing.code, nothing.out]).toEqual([1, ""]);
  expect(nothing.error).toContain("holds no entries and no signature: it proves nothing");
  cli.environment["LONGREIN_STATE_DIR"] = `${cli.folder.path}/nobody`;
  expect((await cli.run("audit", "verify", file)).out).toMatch(
    new RegExp(`^the audit log is whole: 1 .*\nagent: ${String(words)}, session [\\w-]{22}\n`),
  );
  const exported = readFileSync(file, "utf8");
  writeFileSync(file, exported.replace(/,"entry":"(?:\\.|[^"\\])*"/, ""));
  const hidden = await cli.run("audit", "verify", file);
  expect([hidden.code, hidden.out]).toEqual([1, expect.stringContaining("the hashes of")]);
  expect(hidden.error).toContain("entries without their texts");
  writeFileSync(file, exported.replace("viewer", "owner"));
  const changed = await cli.run("audit", "verify", file);
  expect([changed.code, changed.error]).toEqual([1, expect.stringContaining("broken at entry 1")]);
});

test("config says what has set each setting, and never the secret", async () => {
  cli.environment["LONGREIN_RELAY_SECRET"] = "not to be seen by anybody";
  cli.environment["LONGREIN_POLICY"] = "strict";
  const { out } = await cli.run("config");
  expect(out).toMatch(/policy +"strict" +from LONGREIN_POLICY/);
  expect(out).toMatch(/retentionDays +14 +by default/);
  expect(out).toContain("(set)");
  expect(out).not.toContain("not to be seen");
});

test("logs shows the end of what was said in the background, harmless to a terminal", async () => {
  expect((await cli.run("logs")).out).toContain("nothing was logged");
  await cli.folder.makeFolder("state");
  writeFileSync(`${cli.stateFolder}/log`, "one\ntwo\u001b[2J\nthree\n");
  expect((await cli.run("logs", "--count", "2")).out).toBe("two\\u{1b}[2J\nthree\n");
});
