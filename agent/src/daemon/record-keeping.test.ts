// Records kept in order by the clock: forgotten, counted, signed; and a canary that is looked for in every file
// of the agent after its run was forgotten.

import { existsSync, statSync } from "node:fs";
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { toBase64url } from "@longrein/protocol";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Log } from "../egress/log.ts";
import { loadOrCreateKeys } from "../platform/agent-keys.ts";
import { LogFile } from "../platform/log-file.ts";
import { type DeskUnderTest, deskUnderTest } from "../testing/desk-under-test.ts";
import { appendLine, asksFor } from "../testing/puppets.ts";
import { git, makeRepository } from "../testing/repository.ts";
import type { Removed } from "./attempt-keeper.ts";
import { RecordKeeping } from "./record-keeping.ts";

let on: DeskUnderTest;
let keeping: RecordKeeping;
let file: LogFile;
let days: number;
beforeEach(async () => {
  on = await deskUnderTest();
  days = 14;
  await mkdir(join(on.folder.path, "keys-of-its-own"));
  file = new LogFile(join(on.folder.path, "log"));
  keeping = newKeeping();
});
afterEach(async () => {
  await keeping.stop();
  file.close();
  await on.remove();
});

function newKeeping(): RecordKeeping {
  const { store, clock } = on;
  const log = new Log({ now: clock.now, level: "debug", write: (line) => file.append(line) });
  const keys = loadOrCreateKeys(join(on.folder.path, "keys-of-its-own"));
  const removeFolders = (removed: Removed, signal: AbortSignal) =>
    on.attempts.removeForgotten(on.workspaces, removed, signal);
  return new RecordKeeping({
    store,
    clock,
    keys,
    log,
    retentionDays: () => days,
    removeFolders,
  });
}

const hour = 3_600_000;
const logged = () => readFile(join(on.folder.path, "log"), "utf8");
const isKept = (run: Uint8Array) => on.events(`run:${toBase64url(run)}`).length > 0;

async function endedRun(prompt = "do it"): Promise<Uint8Array> {
  const [told] = await on.submit(on.addPhone(), on.addPhone().open({ prompt }));
  const run = told?.run ?? new Uint8Array(16);
  await on.untilRun(run, "done");
  return run;
}

describe("old runs", () => {
  it("are forgotten at the start", async () => {
    const run = await endedRun();
    on.clock.wall += 14 * 24 * hour;
    keeping.start();
    expect(isKept(run)).toBe(false);
  });

  it("are forgotten within an hour of their day, while the agent runs", async () => {
    const run = await endedRun();
    keeping.start();
    on.clock.advance(14 * 24 * hour - 1);
    expect(isKept(run)).toBe(true);
    on.clock.advance(hour);
    expect(isKept(run)).toBe(false);
    expect(await logged()).toContain('"what":"retention.done","state":"erased","count":1');
  });

  it("are forgotten within a minute of their end, where nothing is to be kept", async () => {
    days = 0;
    keeping.start();
    const run = await endedRun();
    on.clock.advance(60_000);
    expect(isKept(run)).toBe(false);
  });

  it("are forgotten as a setting says that was changed meanwhile", async () => {
    const run = await endedRun();
    keeping.start();
    days = 1;
    on.clock.advance(25 * hour);
    expect(isKept(run)).toBe(false);
  });
});

describe("a copy of the store as an earlier version had it", () => {
  it("goes when what was in it is to be forgotten", async () => {
    days = 2;
    const copy = join(on.folder.path, "longrein.db.version-1");
    await writeFile(copy, "");
    on.clock.wall = statSync(copy).mtimeMs;
    keeping.start();
    on.clock.advance(47 * hour);
    expect(existsSync(copy)).toBe(true);
    on.clock.advance(2 * hour);
    expect(existsSync(copy)).toBe(false);
  });
});

describe("keeping records", () => {
  it("goes on after a failure, and says what it was in no more than its name", async () => {
    const run = await endedRun();
    on.store.database.faultPoint = (place) => {
      if (place.startsWith("DELETE FROM events")) throw new TypeError("canary");
    };
    keeping.start();
    on.clock.advance(15 * 24 * hour);
    expect(isKept(run)).toBe(true);
    on.store.database.faultPoint = undefined;
    on.clock.advance(hour);
    expect(isKept(run)).toBe(false);
    expect(await logged()).toContain('"what":"retention.failed","failure":"TypeError"');
    expect(await logged()).not.toContain("canary");
  });

  it("signs what was written before the start and until the end, and counts what was refused", async () => {
    await endedRun();
    for (let i = 0; i < 11; i++) on.desk.refused(new Uint8Array(16), "unauthorised");
    keeping.start();
    on.clock.advance(hour);
    expect(on.auditTexts().at(-1)).toContain('"session.refused.more"');
    await keeping.stop();
    expect(on.store.checkpoints.latestSize()).toBe(on.store.audit.head().size);
    expect(on.clock.timers).toBe(0);
  });
});

describe("the worktree of a run that is forgotten", () => {
  beforeEach(() => {
    makeRepository(on.workspace.path, { "a.txt": "one\n" });
    on.workspaces = [{ name: "w", folder: on.workspace.path, git: true }];
  });
  const placeOf = (run: Uint8Array) =>
    join(on.folder.path, "worktrees", Buffer.from(run).toString("hex"));
  const attemptRows = () =>
    on.folder.asSomebodyElse().prepare("SELECT count(*) AS n FROM attempts").get();
  async function worked(): Promise<Uint8Array> {
    on.puppet = async ({ folder }) => writeFile(join(folder, "a.txt"), "two\n");
    const run = await endedRun();
    on.clock.wall += 14 * 24 * hour;
    return run;
  }

  it("goes with all that is known of it, and its work is on a branch, which the log names", async () => {
    const run = await worked();
    const other = await endedRun();
    keeping.start();
    await on.until(() => !existsSync(placeOf(run)), "the worktree to be gone");
    await keeping.stop();
    expect([existsSync(placeOf(other)), attemptRows()]).toEqual([true, { n: 1 }]);
    const branch = `longrein/${Buffer.from(run).toString("hex").slice(0, 8)}-1`;
    expect(git(on.workspace.path, "show", `${branch}:a.txt`)).toBe("two\n");
    const entry = on.auditTexts().find((text) => text.includes('"worktree.removed"')) ?? "{}";
    expect(JSON.parse(entry)).toMatchObject({ run: toBase64url(run), number: 1, branch });
    expect(await logged()).toContain('"what":"worktree.removed"');
  });

  it("goes at the next start, where the program ended before it was gone", async () => {
    const run = await worked();
    on.store.retention.forget(on.clock.now(), 14);
    expect(existsSync(placeOf(run))).toBe(true);
    keeping.start();
    await keeping.stop();
    expect([existsSync(placeOf(run)), attemptRows()]).toEqual([false, { n: 0 }]);
  });

  it("stays if its work could not be kept, and is tried again", async () => {
    const run = await worked();
    git(on.workspace.path, "branch", "longrein");
    keeping.start();
    await on.until(() => !isKept(run), "the run to be forgotten");
    await keeping.stop();
    expect(await logged()).toContain('"what":"worktree.kept"');
    expect([existsSync(placeOf(run)), attemptRows()]).toEqual([true, { n: 1 }]);
    expect(on.attempts.stuck).toMatchObject([{ hint: expect.stringContaining("git branch -m") }]);
    git(on.workspace.path, "branch", "--delete", "longrein");
    keeping = newKeeping();
    keeping.start();
    await keeping.stop();
    expect([existsSync(placeOf(run)), on.attempts.stuck]).toEqual([false, []]);
  });

  it("is not taken away from a run that was prompted again meanwhile", async () => {
    const run = await worked();
    on.store.retention.forget(on.clock.now(), 14);
    on.puppet = () => new Promise(() => {});
    on.runs.prompt(run, { text: "go on" });
    await on.untilRun(run, "working");
    keeping.start();
    await keeping.stop();
    expect(existsSync(placeOf(run))).toBe(true);
  });
});

describe("a canary that a run has said, asked, printed and hidden", () => {
  const canary = "canary-0f61c2aa";
  const secret = `ghp_${"cA9".repeat(12)}`;

  async function allFiles(folder: string): Promise<Buffer> {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    return Buffer.concat(
      await Promise.all(files.map((entry) => readFile(join(entry.parentPath, entry.name)))),
    );
  }

  it("lies in no file of the agent, and none of what it was sealed with, once it is forgotten", async () => {
    makeRepository(on.workspace.path, {});
    on.workspaces = [{ name: "w", folder: on.workspace.path, git: true }];
    const asks = asksFor(appendLine(canary));
    on.puppet = async (run, prompt) => {
      run.emit({ t: "text", item: 7, role: "answer", delta: `${canary} ${secret.slice(0, 9)}` });
      run.emit({ t: "text", item: 7, role: "answer", delta: secret.slice(9) });
      run.emit({ t: "tool.output", item: 8, delta: `PASSWORD=${canary}\n` });
      run.emit({ t: "tool.output", item: 9, delta: `${canary} `.repeat(20_000) });
      await writeFile(join(run.folder, canary), canary);
      await asks.puppet(run, prompt);
      throw new Error(canary);
    };
    const phone = on.addPhone();
    const [told] = await on.submit(phone, phone.open({ prompt: `${canary} ${secret}` }));
    const run = told?.run ?? new Uint8Array(16);
    await on.submit(phone, phone.answer(await on.asked(), "approve"));
    await on.untilRun(run, "failed");
    const name = `run:${toBase64url(run)}`;
    expect(on.store.secrets.reveal(name, 1)).toBe(secret);
    const kept = on.runEvents(run).flatMap((event) => (event.t === "artifact" ? [event.kind] : []));
    expect(kept.toSorted()).toEqual(["diff", "log"]);
    const salt = on.folder
      .asSomebodyElse()
      .prepare<[string], { salt: Buffer }>("SELECT salt FROM salts WHERE name = ?")
      .get(name)?.salt;
    expect((await allFiles(on.folder.path)).includes(salt ?? "")).toBe(true);

    on.clock.wall += 14 * 24 * hour;
    keeping.start();
    await keeping.stop();

    const bytes = await allFiles(on.folder.path);
    for (const trace of [canary, secret, secret.slice(9), salt ?? ""]) {
      expect(bytes.includes(trace)).toBe(false);
    }
    expect(isKept(run)).toBe(false);
    expect(on.store.audit.verify().kind).toBe("whole");
  });
});
