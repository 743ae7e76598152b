// The store as its user has it in hand: looked through, carried to another machine, and never half.

import { access, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import Sqlite from "better-sqlite3";
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

const passphrase = "correct horse battery";
const backup = () => `${cli.folder.path}/backup`;

async function withPassphrase(...argv: readonly string[]) {
  const running = cli.begin(...argv, "--json");
  running.type(passphrase);
  return running.ended;
}

async function stopped(agent: Awaited<ReturnType<typeof startAgent>>) {
  await cli.json("stop");
  await agent.ended;
}

test("an agent is exported while it runs, and is the same one on another machine", async () => {
  const agent = await startAgent(cli);
  await (await pairPhone(cli, "one", "--role", "owner")).come();
  const { session } = await cli.json("status");
  expect(await withPassphrase("store", "export", backup())).toMatchObject({ code: 0 });
  expect(await withPassphrase("store", "export", backup())).toMatchObject({
    code: 1,
    error: expect.stringContaining("there already"),
  });
  expect(await withPassphrase("store", "import", backup())).toMatchObject({
    code: 4,
    error: expect.stringContaining("there is something in"),
  });
  await stopped(agent);

  cli.environment["LONGREIN_STATE_DIR"] = `${cli.folder.path}/elsewhere`;
  // What an agent that could not begin has left there is no hindrance.
  await mkdir(`${cli.folder.path}/elsewhere`, { mode: 0o700 });
  await writeFile(`${cli.folder.path}/elsewhere/lock`, "");
  const taken = await withPassphrase("store", "import", backup(), "--keep-phones");
  expect(JSON.parse(taken.out)).toMatchObject({ phones: 1, phonesKept: true });
  await startAgent(cli);
  expect(await cli.json("status")).toMatchObject({ session, devices: 1 });
  expect(await cli.json("audit", "verify")).toMatchObject({ t: "whole" });
});

test("phones that nobody vouches for have to be paired again", async () => {
  const agent = await startAgent(cli);
  await pairPhone(cli, "lost");
  await stopped(agent);
  await withPassphrase("store", "export", backup());
  cli.environment["LONGREIN_STATE_DIR"] = `${cli.folder.path}/elsewhere`;
  const { out, error } = await withPassphrase("store", "import", backup());
  expect(JSON.parse(out)).toMatchObject({ phones: 1, phonesKept: false });
  expect(error).toContain('"lost"');
  expect(error).toContain("have to be paired again");
  await startAgent(cli);
  expect(await cli.json("devices")).toEqual({ devices: [] });
});

test("the store is looked through while the agent runs and when not, and damage is said", async () => {
  const none = await cli.run("store", "check");
  expect([none.code, none.error]).toEqual([1, expect.stringContaining("there is no agent in")]);
  await expect(access(cli.stateFolder)).rejects.toThrow("ENOENT");
  const agent = await startAgent(cli);
  await pairPhone(cli, "one");
  expect(await cli.json("store", "check")).toMatchObject({ kind: "sound", sealed: 1 });
  await stopped(agent);
  expect(await cli.json("store", "check")).toMatchObject({ kind: "sound", sealed: 1 });
  const other = new Sqlite(`${cli.stateFolder}/longrein.db`);
  other.exec("UPDATE devices SET psk = zeroblob(60)");
  other.close();
  const { code, out, error } = await cli.run("store", "check");
  expect([code, out]).toEqual([1, expect.stringContaining("sealed: ")]);
  expect(error).toContain("the store is damaged");
});

test("a file that is there is refused before anybody is asked for a passphrase", async () => {
  await stopped(await startAgent(cli));
  await writeFile(backup(), "mine");
  for (const [place, why] of [
    [backup(), "is there already"],
    [`${cli.folder.path}/none/backup`, "there is no folder"],
  ] as const) {
    const { code, out, error } = await cli.run("store", "export", place);
    expect([code, out, error]).toEqual([1, "", expect.stringContaining(why)]);
  }
  expect(await readFile(backup(), "utf8")).toBe("mine");
});

test("what is no backup is refused before anybody is asked for a passphrase", async () => {
  await writeFile(backup(), "hello");
  for (const [file, why] of [
    [`${cli.folder.path}/none`, "there is no file"],
    [cli.folder.path, "is no file"],
    [backup(), "is no backup of longrein"],
  ] as const) {
    const { code, out, error } = await cli.run("store", "import", file);
    expect([code, out, error]).toEqual([1, "", expect.stringContaining(why)]);
  }
  await stopped(await startAgent(cli));
  const { code, out, error } = await cli.run("store", "import", backup());
  expect([code, out, error]).toEqual([4, "", expect.stringContaining("there is something in")]);
});

test("without a passphrase nothing is written, and nothing taken back", async () => {
  const agent = await startAgent(cli);
  await stopped(agent);
  const short = cli.begin("store", "export", backup());
  short.type("short");
  expect(await short.ended).toMatchObject({ code: 2 });
  await expect(access(backup())).rejects.toThrow("ENOENT");
  expect(await readdir(cli.stateFolder)).not.toContain("backup.db");
});
