// Everything that was put on a computer is taken away again: in a home in which nothing else is, nothing is left.

import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { buildWhatIsStale } from "../../../scripts/fresh-build.ts";
import { type CommandLine, commandLine } from "../testing/command-line.ts";
import { installAskingAgent } from "../testing/asking-agent.ts";
import { takeLock } from "../platform/instance-lock.ts";
import { startAgent } from "../testing/first-steps.ts";
import { until } from "../testing/until.ts";
import { git, makeRepository } from "../testing/repository.ts";

let cli: CommandLine;
let home: string;
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });
beforeAll(() => buildWhatIsStale());
beforeEach(async () => {
  cli = await commandLine();
  home = await cli.folder.makeFolder("ada");
  for (const name of ["LONGREIN_STATE_DIR", "LONGREIN_CONFIG", "XDG_CACHE_HOME"]) {
    delete cli.environment[name];
  }
});
afterEach(() => cli.remove());

const inHome = () => readdirSync(home, { recursive: true }).map(String).toSorted();
const state = () => join(home, ".local/state/longrein");

/** An agent that runs, has hooks in Claude Code, and has written into its log. */
async function used(): Promise<void> {
  await startAgent(cli);
  await cli.json("policy", "set", "strict");
  await cli.json("hooks", "install", "claude");
}

test("nothing is left of it in an empty home but the audit log, if that is wished", async () => {
  await used();
  expect(inHome()).toEqual(
    expect.arrayContaining([
      ".cache/longrein/compiled",
      ".claude/settings.json",
      ".config/longrein/config.json",
      ".local/state/longrein/keys",
      ".local/state/longrein/longrein.db",
    ]),
  );
  const within = await cli.run("uninstall", "--yes", "--keep-audit", join(state(), "audit.jsonl"));
  expect([within.code, within.error]).toEqual([2, expect.stringContaining("goes, and")]);
  const kept = join(home, "audit.jsonl");
  expect(await cli.json("uninstall", "--yes", "--keep-audit", kept)).toMatchObject({
    parts: [{ name: "hooks" }, { name: "state" }, { name: "settings" }, { name: "cache" }],
    left: [],
  });
  expect(inHome()).toEqual(["audit.jsonl"]);
  expect(readFileSync(kept, "utf8")).toContain("policy.ceiling");
});

test("a dry run, and whoever does not say yes, take nothing away", async () => {
  await startAgent(cli);
  const dry = await cli.run("uninstall", "--dry-run");
  expect(dry.out).toMatch(/keys, store, worktrees and logs +\S+\.local\/state\/longrein/);
  expect(dry.out).toContain("nothing was done");
  const unasked = await cli.run("uninstall");
  expect([unasked.code, unasked.error]).toEqual([
    4,
    expect.stringContaining("nobody was there to say yes: nothing was done"),
  ]);
  expect((await cli.run("status")).code).toBe(0);
});

test("a dry run says that the agent would be ended, and which runs with it", async () => {
  // It makes that itself.
  rmSync(home, { recursive: true });
  const asking = await installAskingAgent(cli, { colour: { enum: ["Crimson", "Teal"] } });
  await startAgent(cli);
  const { pid } = await cli.json("status");
  const idle = await cli.json("uninstall", "--dry-run");
  expect(idle["ends"]).toEqual({ pid, runs: [] });
  const folder = await cli.folder.makeFolder("slugs");
  await cli.json("workspace", "share", folder, "--allow-root");
  const { run } = await cli.json("runs", "new", "slugs", "look");
  await until(() => asking.told("prompt").length > 0, "a prompt to be heard", 60_000);
  const dry = await cli.run("uninstall", "--dry-run");
  expect(dry.out).toContain(`this ends first: the agent, process ${String(pid)}\n`);
  const short = String(run).slice(0, 8);
  const ending = new RegExp(`this ends with it: the run ${short}, (working|waiting): look\n`);
  expect(dry.out).toMatch(ending);
  expect(await cli.json("uninstall", "--dry-run")).toMatchObject({
    ends: { pid, runs: [{ run, title: "look" }] },
  });
  await cli.json("runs", "stop", short);
  expect((await cli.json("uninstall", "--dry-run"))["ends"]).toEqual({ pid, runs: [] });
});

test("what is not ours stays where it is, and is named", async () => {
  await used();
  const settings = join(home, ".claude/settings.json");
  const theirs: unknown = JSON.parse(readFileSync(settings, "utf8"));
  writeFileSync(settings, JSON.stringify({ ...Object(theirs), model: "opus" }));
  writeFileSync(join(state(), "notes.txt"), "mine");
  mkdirSync(join(home, ".config/other"));
  const said = await cli.json("uninstall", "--yes");
  expect(said["left"]).toEqual([join(state(), "notes.txt")]);
  expect(JSON.parse(readFileSync(settings, "utf8"))).toEqual({ model: "opus" });
  expect(inHome().filter((path) => !path.startsWith(".cache"))).toEqual([
    ".claude",
    ".claude/settings.json",
    ".config",
    ".config/other",
    ".local",
    ".local/state",
    ".local/state/longrein",
    ".local/state/longrein/notes.txt",
  ]);
});

test("what a run has changed and nobody has taken over becomes a branch of its repository", async () => {
  await startAgent(cli);
  const repository = await cli.folder.makeFolder("repository");
  makeRepository(repository, { "a.txt": "one\n" });
  const place = join(state(), "worktrees/0123456789abcdef0123456789abcdef/1");
  mkdirSync(join(place, ".."), { recursive: true });
  git(repository, "worktree", "add", "--detach", place);
  writeFileSync(join(place, "a.txt"), "two\n");
  const { left } = await cli.json("uninstall", "--yes");
  expect(left).toEqual(["the branch longrein/01234567-1, with what a run had changed"]);
  expect(git(repository, "show", "longrein/01234567-1:a.txt")).toBe("two\n");
  expect(git(repository, "worktree", "list", "--porcelain")).not.toContain(place);
  expect(inHome()).toEqual([]);
});

test("work that no branch can keep stops it: where that lies is said, and what to do about it", async () => {
  await startAgent(cli);
  const repository = await cli.folder.makeFolder("repository");
  makeRepository(repository, { "a.txt": "one\n" });
  const [first = "", second = ""] = ["0123", "4567"].map((name) =>
    join(state(), `worktrees/${name.repeat(8)}/1`),
  );
  for (const place of [first, second]) {
    mkdirSync(join(place, ".."), { recursive: true });
    git(repository, "worktree", "add", "--detach", place);
    writeFileSync(join(place, "a.txt"), "two\n");
  }
  mkdirSync(join(first, "inner"));
  makeRepository(join(first, "inner"), { "x.txt": "x\n" });
  const foreseen = await cli.json("uninstall", "--dry-run");
  expect(foreseen).toMatchObject({
    work: [{ repository, branch: "longrein/45674567-1", worktree: second }],
    stops: [{ message: expect.stringContaining(join(first, "inner")) }],
  });
  const dry = await cli.run("uninstall", "--dry-run");
  expect(dry.out).toContain(`this becomes the branch longrein/45674567-1 of ${repository}: `);
  expect(dry.out).toMatch(/this would stop it: .*\/inner\n {2}move it .*\nnothing was done\n$/);
  expect(git(repository, "branch", "--list", "longrein/*")).toBe("");
  const { code, error } = await cli.run("uninstall", "--yes");
  expect([code, error]).toEqual([
    1,
    expect.stringMatching(/^error: .*: \S+\/inner\nhint: move it .*, and do this again\n$/),
  ]);
  expect(error).toContain(join(first, "inner"));
  expect(existsSync(join(first, "inner/x.txt"))).toBe(true);
  expect(existsSync(join(state(), "longrein.db"))).toBe(true);
  expect(git(repository, "show", "longrein/45674567-1:a.txt")).toBe("two\n");
  rmSync(join(first, "inner"), { recursive: true });
  const { left } = await cli.json("uninstall", "--yes");
  expect(left).toEqual(["the branch longrein/01230123-1, with what a run had changed"]);
  expect(inHome()).toEqual([]);
});

test("where nothing is, nothing goes", async () => {
  cli.environment["XDG_CACHE_HOME"] = "/dev/null/cache";
  const { out, code } = await cli.run("uninstall");
  expect([code, out]).toEqual([0, expect.stringContaining("nothing of longrein is here")]);
});

test("a dry run foresees what holds its folder without answering, and a log that nobody could export", async () => {
  const agent = await startAgent(cli);
  await cli.run("stop");
  await agent.ended;
  const kept = join(home, "audit.jsonl");
  const stopped = await cli.json("uninstall", "--dry-run", "--keep-audit", kept);
  expect(stopped).toMatchObject({ work: [], stops: [{ message: "longrein is not running" }] });
  const lock = takeLock(state());
  const held = await cli.json("uninstall", "--dry-run");
  lock?.release();
  expect(held["stops"]).toEqual([
    {
      message: `something of longrein still runs in ${state()}`,
      hint: expect.stringMatching(/^end it, then .* uninstall again$/),
    },
  ]);
});
