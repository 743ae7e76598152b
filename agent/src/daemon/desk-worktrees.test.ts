// Where runs work: each in a worktree of its own, in nobody's way, and otherwise with a warning.

import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type DeskUnderTest, deskUnderTest } from "../testing/desk-under-test.ts";
import type { PhoneUnderTest } from "../testing/phone-under-test.ts";
import { editFile } from "../testing/puppets.ts";
import { git, makeRepository } from "../testing/repository.ts";

let on: DeskUnderTest;
let phone: PhoneUnderTest;
beforeEach(async () => {
  on = await deskUnderTest();
  phone = on.addPhone();
  makeRepository(on.workspace.path, { "a.txt": "one\n" });
  on.workspaces = [{ name: "w", folder: on.workspace.path, git: true }];
});
afterEach(() => on.remove());

const inWorkspace = (name: string) => join(on.workspace.path, name);

/** Opens a run whose coding agent does nothing but say where it is. */
async function opened(about: Parameters<PhoneUnderTest["open"]>[0] = {}) {
  let folder = "";
  on.puppet = async (run) => void (folder = run.folder);
  const [told] = await on.submit(phone, phone.open(about));
  if (told?.run === undefined) throw new Error("expected a run");
  await on.untilRun(told.run, "done", "failed");
  return { run: told.run, folder };
}

const attemptsOf = (run: Uint8Array) => on.runEvents(run).filter(({ t }) => t === "attempt");

describe("a run", () => {
  it("works in a worktree of its own, and the workspace stays as it is", async () => {
    on.puppet = async (run) => {
      await run.perform(await editFile("a.txt", "two\n")(run), "edit", "");
    };
    const [told] = await on.submit(phone, phone.open());
    if (told?.run === undefined) throw new Error("expected a run");
    await on.submit(phone, phone.answer(await on.asked(), "approve"));
    await on.untilRun(told.run, "done");
    const place = `${on.folder.path}/worktrees/${Buffer.from(told.run).toString("hex")}/1`;
    expect(readFileSync(join(place, "a.txt"), "utf8")).toBe("two\n");
    expect(readFileSync(inWorkspace("a.txt"), "utf8")).toBe("one\n");
    const base = git(on.workspace.path, "rev-parse", "HEAD").trim();
    expect(attemptsOf(told.run)).toMatchObject([{ number: 1, place: "worktree", base }]);
    expect(attemptsOf(told.run)[0]).not.toHaveProperty("warning");
  });

  it("goes on in its worktree, also after a restart, and in a new one where that is gone", async () => {
    const { run, folder } = await opened();
    const again: string[] = [];
    on = on.restarted();
    on.workspaces = [{ name: "w", folder: on.workspace.path, git: true }];
    on.puppet = async (each) => void again.push(each.folder);
    await on.submit(phone, phone.prompt(run));
    await on.untilRun(run, "done");
    expect(again).toEqual([folder]);
    rmSync(folder, { recursive: true });
    on = on.restarted();
    on.workspaces = [{ name: "w", folder: on.workspace.path, git: true }];
    on.puppet = async (each) => void again.push(each.folder);
    await on.submit(phone, phone.prompt(run));
    await on.untilRun(run, "done");
    expect(again[1]).toBe(`${folder.slice(0, -1)}2`);
    expect(attemptsOf(run).map((event) => event.t === "attempt" && event.number)).toEqual([1, 2]);
  });

  it("has a worktree apart from that of another run of the same workspace", async () => {
    const [one, other] = [await opened(), await opened()];
    expect(one.folder).not.toBe(other.folder);
    expect(existsSync(one.folder) && existsSync(other.folder)).toBe(true);
  });

  it("is told what its worktree lacks, since it was never committed", async () => {
    writeFileSync(inWorkspace("a.txt"), "changed\n");
    writeFileSync(inWorkspace("new.txt"), "new\n");
    const { run, folder } = await opened();
    expect(readFileSync(join(folder, "a.txt"), "utf8")).toBe("one\n");
    const [attempt] = attemptsOf(run);
    expect(attempt).toMatchObject({ warning: expect.stringContaining("2 uncommitted changes") });
  });

  it("of a workspace within a repository works in that part of its worktree", async () => {
    mkdirSync(inWorkspace("part"));
    writeFileSync(inWorkspace("part/b.txt"), "b\n");
    git(on.workspace.path, "add", "--all");
    git(on.workspace.path, "commit", "--quiet", "--message", "part");
    on.workspaces = [{ name: "w", folder: inWorkspace("part"), git: true }];
    const { folder } = await opened();
    expect(folder.endsWith("/1/part")).toBe(true);
    expect(existsSync(join(folder, "b.txt"))).toBe(true);
  });
});

describe("a run in the workspace itself", () => {
  const expectInPlace = ({ run, folder }: { run: Uint8Array; folder: string }, why: string) => {
    expect(folder).toBe(on.workspace.path);
    const warning: unknown = expect.stringContaining(why);
    expect(attemptsOf(run)).toMatchObject([{ number: 1, place: "folder", warning }]);
  };

  it("is one that was to be there, with a warning", async () => {
    expectInPlace(await opened({ inPlace: true }), "in effect at once");
  });

  it("is one that goes on with what its coding agent remembers of that folder", async () => {
    expectInPlace(await opened({ session: "s" }), "in effect at once");
  });

  it("is one without git, or without a commit, and says which", async () => {
    on.workspaces = [{ name: "w", folder: on.workspace.path, git: false }];
    expectInPlace(await opened(), "without git");
    on.workspaces = [{ name: "w", folder: on.workspace.path, git: true }];
    rmSync(inWorkspace(".git"), { recursive: true });
    git(on.workspace.path, "init", "--quiet");
    expectInPlace(await opened(), "no worktree could be made");
  });
});

describe("a hostile repository", () => {
  it("runs nothing while a worktree is made of it", async () => {
    const folder = on.workspace.path;
    const program = inWorkspace("evil.sh");
    const witness = inWorkspace("witness");
    writeFileSync(program, `#!/bin/sh\necho "$0 $@" >> ${witness}\ncat\n`);
    chmodSync(program, 0o755);
    mkdirSync(inWorkspace("hooks"));
    for (const hook of ["post-checkout", "reference-transaction", "post-index-change"]) {
      writeFileSync(inWorkspace(`hooks/${hook}`), readFileSync(program));
      chmodSync(inWorkspace(`hooks/${hook}`), 0o755);
    }
    writeFileSync(inWorkspace(".gitattributes"), "*.txt filter=evil\n");
    git(folder, "add", ".gitattributes");
    git(folder, "commit", "--quiet", "--message", "attributes");
    git(folder, "symbolic-ref", "HEAD", `refs/heads/odd$(touch\${IFS}${witness})`);
    git(folder, "commit", "--quiet", "--allow-empty", "--message", "odd");
    for (const [name, value] of [
      ["core.hooksPath", inWorkspace("hooks")],
      ["core.fsmonitor", program],
      ["filter.evil.smudge", program],
      ["filter.evil.clean", program],
      ["filter.evil.required", "true"],
    ] as const) {
      git(folder, "config", name, value);
    }
    rmSync(witness, { force: true });
    const { folder: worktree } = await opened();
    expect(readFileSync(join(worktree, "a.txt"), "utf8")).toBe("one\n");
    expect(existsSync(witness)).toBe(false);
  });
});
