// What a run has changed, as a user looks at it afterwards.

import { mkdirSync, readFileSync, renameSync, symlinkSync } from "node:fs";
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { buildWhatIsStale } from "../../../scripts/fresh-build.ts";
import { type CommandLine, commandLine } from "../testing/command-line.ts";
import { git, makeRepository } from "../testing/repository.ts";
import { approvalOf, shareDemoFolder, startAgent } from "../testing/first-steps.ts";

let cli: CommandLine;
vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 });
beforeAll(() => buildWhatIsStale());
beforeEach(async () => {
  cli = await commandLine();
});
afterEach(() => cli.remove());

test("the diff of a run is shown, by its name as well, and one that is not there is said to be none", async () => {
  await startAgent(cli);
  const folder = await shareDemoFolder(cli, "slugs");
  const { run } = await cli.json("runs", "new", "slugs", "repair the slugs");
  const approval = await approvalOf(cli, "edit slugify.js");
  const none = await cli.run("runs", "diff", String(run));
  expect([none.code, none.error]).toEqual([
    1,
    expect.stringMatching(
      new RegExp(`there is no diff.*\nhint: longrein runs show ${String(run)}`),
    ),
  ]);
  const { digest } = await cli.json("approvals", "show", approval);
  await cli.json("approvals", "approve", approval, "--digest", String(digest));
  await cli.json("approvals", "deny", await approvalOf(cli, "run "));
  await cli.begin("runs", "tail", String(run)).ended;

  const { artifact, text } = await cli.json("runs", "diff", String(run));
  expect(text).toContain("--- a/slugify.js\n+++ b/slugify.js\n");
  const shown = await cli.run("runs", "diff", String(run));
  expect(shown.out).toBe(text);
  const { out } = await cli.run("runs", "show", String(run));
  expect(out).toMatch(/kept: what the run has changed \(\d+ bytes\), [0-9a-f]{8}/);
  const byName = await cli.run("runs", "artifact", String(run), String(artifact).slice(0, 8));
  expect(byName.out).toBe(text);
  const other = await cli.run("runs", "artifact", String(run), "ffffffffffffffff");
  expect([other.code, other.error]).toEqual([1, expect.stringContaining("nothing of that name")]);

  const nothing = await cli.run("runs", "validate", String(run));
  expect([nothing.code, nothing.error]).toEqual([
    1,
    expect.stringContaining("nothing to validate"),
  ]);
  const validate = "echo looked; exit 4";
  await cli.json("workspace", "share", folder, "--allow-root", "--validate", validate);
  const failed = await cli.run("runs", "validate", String(run));
  expect([failed.code, failed.out]).toEqual([1, `failed  exit code 4  ${validate}\n`]);
});

test("what a run has changed is taken over as a branch, and nothing of the workspace before it is merged", async () => {
  await startAgent(cli);
  const folder = await shareDemoFolder(cli, "slugs");
  const before = readFileSync(`${folder}/slugify.js`, "utf8");
  const { run } = await cli.json("runs", "new", "slugs", "repair\u202e the slugs");
  const early = await cli.run("runs", "take", String(run));
  expect([early.code, early.error]).toEqual([1, expect.stringContaining("at work")]);
  const edit = await approvalOf(cli, "edit slugify.js");
  const { digest } = await cli.json("approvals", "show", edit);
  await cli.json("approvals", "approve", edit, "--digest", String(digest));
  await cli.json("approvals", "deny", await approvalOf(cli, "run "));
  await cli.begin("runs", "tail", String(run)).ended;
  const { out } = await cli.run("runs", "show", String(run));
  expect(out).toContain(`it works in ${cli.stateFolder}/worktrees/${String(run)}/1\n`);
  expect(out).toContain(`longrein runs take ${String(run).slice(0, 8)}`);

  const taken = await cli.run("runs", "take", String(run));
  const branch = `longrein/${String(run).slice(0, 8)}-1`;
  expect(taken.out).toContain(`${branch} is what the run has changed. In ${folder}:`);
  expect(git(folder, "log", "-1", "--format=%s", branch).trim()).toBe("repair  the slugs");
  expect(readFileSync(`${folder}/slugify.js`, "utf8")).toBe(before);
  git(folder, "merge", "--quiet", branch);
  expect(readFileSync(`${folder}/slugify.js`, "utf8")).not.toBe(before);
  const other = `${cli.folder.path}/other`;
  mkdirSync(other);
  makeRepository(other, { "a.txt": "a\n" });
  const place = `${cli.stateFolder}/worktrees/${String(run)}/1`;
  renameSync(place, `${place}.before`);
  symlinkSync(other, place);
  const strange = await cli.run("runs", "take", String(run));
  expect([strange.code, strange.error]).toEqual([1, expect.stringContaining("another repository")]);
  expect(git(other, "branch", "--list", "longrein/*")).toBe("");
  expect(await cli.json("audit", "--what", "run.taken")).toMatchObject({ entries: [{}] });
});

test("a run that cannot be opened says what is not there", async () => {
  await startAgent(cli);
  await shareDemoFolder(cli, "slugs");
  for (const [words, why] of [
    [["nosuch", "x"], 'there is no shared workspace "nosuch"'],
    [["slugs", "x", "--agent", "nosuch"], 'there is no coding agent "nosuch" here, but demo'],
  ] as const) {
    const { code, error } = await cli.run("runs", "new", ...words);
    expect([code, error]).toEqual([1, expect.stringContaining(why)]);
  }
});

test("a run that failed says why, and the audit log names it as all other commands do", async () => {
  await startAgent(cli);
  const folder = await cli.folder.makeFolder("empty");
  await cli.json("workspace", "share", folder, "--allow-root");
  const { run } = await cli.json("runs", "new", "empty", "repair the slugs");
  const { out } = await cli.begin("runs", "tail", String(run)).ended;
  expect(out).toMatch(/the run is failed: .*slugify\.js/);
  const listed = await cli.run("audit", "--what", "run.failed");
  expect(listed.out).toMatch(new RegExp(`run\\.failed +run ${String(run).slice(0, 8)}\n$`));
});
