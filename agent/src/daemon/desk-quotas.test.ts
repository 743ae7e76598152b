// What one turn may use up: each excess is told in words, ends the turn for real, and the run has failed.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { usualQuotas } from "../runs/quotas.ts";
import { type DeskUnderTest, type PuppetRun, deskUnderTest } from "../testing/desk-under-test.ts";
import { makeRepository } from "../testing/repository.ts";

const { silentMsMax } = usualQuotas;
let on: DeskUnderTest;
beforeEach(async () => {
  on = await deskUnderTest();
  makeRepository(on.workspace.path, { "a.txt": "one\n" });
  on.workspaces = [{ name: "w", folder: on.workspace.path, git: true }];
});
afterEach(() => on.remove());

const untilStopped = ({ signal }: PuppetRun) =>
  new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });

function opened(act: (run: PuppetRun) => unknown, ends = untilStopped): Uint8Array {
  on.puppet = async (run) => {
    act(run);
    await ends(run);
  };
  const told = on.runs.open({ workspace: "w", driver: "puppet", prompt: { text: "do it" } });
  if (typeof told === "string") throw new Error(told);
  return told.run;
}

/** The clock goes on until the next look at what is used up. */
async function untilBrokenOff(): Promise<void> {
  const isTold = () => on.auditTexts().some((each) => each.includes('"run.exceeded"'));
  await on.until(() => {
    if (!isTold()) on.clock.advance(100);
    return isTold();
  }, "the run to be broken off");
}

async function untilEnded(run: Uint8Array): Promise<void> {
  await untilBrokenOff();
  await on.untilRun(run, "failed");
}

function expectBrokenOff(run: Uint8Array, quota: string, text: string): void {
  const notices = on.runEvents(run).filter((event) => event.t === "notice");
  const told = { level: "error", text: expect.stringContaining(text), next: expect.any(String) };
  expect(notices).toMatchObject([told]);
  const states = on.events().flatMap((event) => (event.t === "run.state" ? [event] : []));
  expect(states.at(-1)).toMatchObject({ state: "failed", reason: expect.stringContaining(text) });
  const entry = on.auditTexts().find((each) => each.includes('"run.exceeded"')) ?? "{}";
  expect(JSON.parse(entry)).toMatchObject({ quota });
}

describe("a turn is broken off", () => {
  it("when its folder has grown by too many bytes", async () => {
    on.quotas = { ...usualQuotas, grownBytesMax: 3 * 1_024 * 1_024 };
    const run = opened(({ folder }) => writeFileSync(join(folder, "big"), Buffer.alloc(5_000_000)));
    await untilEnded(run);
    expectBrokenOff(run, "bytes", "grown by 5 MiB, and may grow by 3 MiB");
  });

  it("when its folder has grown by too many files, however deep they lie", async () => {
    on.quotas = { ...usualQuotas, grownFilesMax: 20 };
    const run = opened(({ folder }) => {
      mkdirSync(join(folder, "d/e/f"), { recursive: true });
      for (let i = 0; i < 30; i++) writeFileSync(join(folder, `d/e/f/${i}`), "");
    });
    await untilEnded(run);
    expectBrokenOff(run, "files", "grown by 33 files, and may grow by 20");
  });

  it("when its coding agent says and asks for nothing for too long", async () => {
    let say: ((words: string) => void) | undefined;
    const run = opened(({ emit }) => {
      say = (delta) => emit({ t: "text", item: 1, role: "answer", delta });
    });
    await on.until(() => say !== undefined, "the turn to begin");
    on.clock.advance(silentMsMax - 1);
    say?.("still here");
    on.clock.advance(silentMsMax - 1);
    expect(on.store.runs.byId(run)?.state).toBe("working");
    on.clock.advance(1);
    await on.untilRun(run, "failed");
    expectBrokenOff(run, "silence", "nothing in 2 hours");
  });

  it("when it takes too long", async () => {
    on.quotas = { ...usualQuotas, silentMsMax: 7 * 3_600_000 };
    const run = opened(() => undefined);
    await on.untilRun(run, "working");
    on.clock.advance(6 * 3_600_000 - 1);
    expect(on.store.runs.byId(run)?.state).toBe("working");
    on.clock.advance(1);
    await on.untilRun(run, "failed");
    expectBrokenOff(run, "time", "taken 6 hours");
  });

  it("when it says too much, and nothing of what comes after that is recorded", async () => {
    on.quotas = { ...usualQuotas, saidBytesMax: 100_000 };
    const run = opened((its) => {
      for (let i = 0; i < 1_000; i++) {
        its.emit({ t: "text", item: 1, role: "answer", delta: `${i} ${"ä".repeat(200)}\n` });
      }
    });
    await on.untilRun(run, "failed");
    expectBrokenOff(run, "output", "said more than");
    const said = on.runEvents(run).flatMap((event) => (event.t === "text" ? [event.delta] : []));
    expect(Buffer.byteLength(said.join(""))).toBeGreaterThan(90_000);
    expect(Buffer.byteLength(said.join(""))).toBeLessThanOrEqual(100_000);
  });

  it("and is told to be over only when it is: what ignores its end leaves it open", async () => {
    on.quotas = { ...usualQuotas, grownFilesMax: 0 };
    const run = opened(
      ({ folder }) => writeFileSync(join(folder, "one"), ""),
      () => new Promise(() => {}),
    );
    await untilBrokenOff();
    expect(on.store.runs.byId(run)?.state).toBe("working");
    on.clock.advance(10_000);
    await on.untilRun(run, "indeterminate");
  });

  it("and its processes are gone, and what it changed is kept as evidence", async () => {
    on.quotas = { ...usualQuotas, grownFilesMax: 1 };
    on.puppet = async (run) => {
      const shell = { program: "/bin/sh", script: "echo $$ > pid; touch b c d; sleep 600" };
      const rest = { cwd: run.folder, environment: [], operands: [] };
      await run.perform({ t: "command", tool: "shell", shell, ...rest }, "wait", "");
    };
    const told = on.runs.open({ workspace: "w", driver: "puppet", prompt: { text: "do it" } });
    if (typeof told === "string") throw new Error(told);
    const phone = on.addPhone();
    await on.submit(phone, phone.answer(await on.asked(), "approve"));
    await untilEnded(told.run);
    const worktree = `${on.folder.path}/worktrees/${Buffer.from(told.run).toString("hex")}/1`;
    const pid = Number(readFileSync(`${worktree}/pid`, "utf8"));
    expect(() => process.kill(pid, 0)).toThrow("ESRCH");
    expect(on.runEvents(told.run).some((event) => event.t === "artifact")).toBe(true);
  });
});

describe("the quotas of an attempt", () => {
  it("count from its beginning over all its turns, also after a restart", async () => {
    on.quotas = { ...usualQuotas, grownFilesMax: 5 };
    const writes = (from: number) => async (run: PuppetRun) => {
      for (let i = from; i < from + 4; i++) writeFileSync(join(run.folder, `${i}`), "");
    };
    on.puppet = writes(0);
    const told = on.runs.open({ workspace: "w", driver: "puppet", prompt: { text: "do it" } });
    if (typeof told === "string") throw new Error(told);
    const { run } = told;
    await on.untilRun(run, "done");
    await on.until(() => on.store.attempts.last(run)?.size !== undefined, "its size to be known");
    const { quotas } = on;
    on = on.restarted();
    on.quotas = quotas;
    on.workspaces = [{ name: "w", folder: on.workspace.path, git: true }];
    on.puppet = async (its) => {
      await writes(4)(its);
      await untilStopped(its);
    };
    on.runs.prompt(run, { text: "go on" });
    await untilEnded(run);
    const notice = on
      .runEvents(run)
      .findLast((event) => event.t === "notice" && event.level === "error");
    expect(notice).toMatchObject({ text: "its folder has grown by 8 files, and may grow by 5" });
  });

  it("leave alone what stays below them, and what others did before", async () => {
    for (let i = 0; i < 50; i++) writeFileSync(join(on.workspace.path, `old-${i}`), "");
    on.workspaces = [{ name: "w", folder: on.workspace.path, git: false }];
    on.quotas = { ...usualQuotas, grownFilesMax: 20 };
    let go = (): void => undefined;
    const gone = new Promise<void>((resolve) => (go = resolve));
    const run = opened(
      ({ folder }) => writeFileSync(join(folder, "new"), ""),
      () => gone,
    );
    await on.until(() => on.store.attempts.last(run)?.size !== undefined, "its size to be known");
    for (let looks = 0; looks < 5; looks++) {
      on.clock.advance(5_000);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(on.store.runs.byId(run)?.state).toBe("working");
    go();
    await on.untilRun(run, "done");
  });
});
