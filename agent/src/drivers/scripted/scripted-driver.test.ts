// The demo agent in a real git repository, at full pace: what is approved is on disk and has run, what is
// denied is not, and in the end it says what really happened.

import { execFileSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type Decision, toBase64url } from "@longrein/protocol";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { workspaceFiles } from "../../platform/workspace-files.ts";
import { type DeskUnderTest, deskUnderTest } from "../../testing/desk-under-test.ts";
import type { PhoneUnderTest } from "../../testing/phone-under-test.ts";
import { demoFiles, prepareDemoWorkspace, repairedSource, sourceFile } from "./demo-workspace.ts";
import { scriptedDriver } from "./scripted-driver.ts";

let on: DeskUnderTest;
let phone: PhoneUnderTest;
beforeEach(async () => {
  on = await deskUnderTest();
  phone = on.addPhone();
  await prepareDemoWorkspace(on.workspace.path, workspaceFiles);
  const { now, after } = on.clock;
  const options = { files: workspaceFiles, node: process.execPath, pace: 0, now, after };
  on.puppet = async (run, prompt) => {
    const conversation = await scriptedDriver(options).open(run, {});
    await conversation.turn(prompt, run.signal);
  };
});
afterEach(() => on.remove());

const source = () => readFileSync(join(on.workspace.path, sourceFile), "utf8");
const git = (...argv: readonly string[]) =>
  execFileSync("git", argv, { cwd: on.workspace.path, encoding: "utf8" });

async function open(): Promise<Uint8Array> {
  const [told] = await on.submit(phone, phone.open({ prompt: "repair it" }));
  if (told?.run === undefined) throw new Error("expected a run");
  return told.run;
}

async function answer(...decisions: readonly Decision[]): Promise<Uint8Array> {
  const run = await open();
  for (const [index, decision] of decisions.entries()) {
    const ask = await on.asked(index + 1);
    expect(await on.submit(phone, phone.answer(ask, decision))).toEqual([{ state: "done" }]);
  }
  await on.untilRun(run, "done");
  return run;
}

function saidIn(run: Uint8Array): string {
  const events = on.events(`run:${toBase64url(run)}`);
  return events.map((event) => (event.t === "text" ? event.delta : "")).join("");
}

const ends = (run: Uint8Array) =>
  on.events(`run:${toBase64url(run)}`).flatMap((event) => (event.t === "tool.done" ? [event] : []));

describe("the demo agent", () => {
  it("begins with a committed defect that its tests find", () => {
    expect(git("status", "--porcelain")).toBe("");
    expect(git("log", "--format=%s")).toBe("Make slugs of titles\n");
    expect(source()).toBe(demoFiles[sourceFile]);
  });

  it("repairs and tests when both are approved", async () => {
    const run = await answer("approve", "approve");
    expect(source()).toBe(repairedSource);
    expect(git("status", "--porcelain")).toBe(` M ${sourceFile}\n`);
    expect(saidIn(run)).toMatch(/now handles every title\. All tests pass\.$/);
    const [edit, tests] = ends(run).slice(-2);
    expect(edit).toMatchObject({ status: "completed", diff: expect.stringContaining("@@") });
    expect(tests).toMatchObject({ status: "completed", exitCode: 0 });
    const events = on.events(`run:${toBase64url(run)}`);
    const output = events.map((event) => (event.t === "tool.output" ? event.delta : "")).join("");
    expect(output).toContain("joins many words");
  });

  it("leaves the file alone when the edit is denied, and says that the tests fail", async () => {
    const run = await answer("deny", "approve");
    expect([source(), git("status", "--porcelain")]).toEqual([demoFiles[sourceFile], ""]);
    expect(saidIn(run)).toMatch(
      /since you denied the edit\. The tests ran and fail, with exit code 1\.$/,
    );
    expect(ends(run).at(-2)?.status).toBe("declined");
  });

  it("does not run the tests when that is denied, and does not claim that they pass", async () => {
    const run = await answer("approve", "deny");
    expect(source()).toBe(repairedSource);
    expect(saidIn(run)).toContain("I cannot say whether they pass");
    expect(ends(run).at(-1)?.status).toBe("declined");
  });

  it("says so when the file was changed while the question was open", async () => {
    const run = await open();
    const ask = await on.asked();
    await workspaceFiles.write(join(on.workspace.path, sourceFile), "// mine\n");
    await on.submit(phone, phone.answer(ask, "approve"));
    await on.submit(phone, phone.answer(await on.asked(2), "deny"));
    await on.untilRun(run, "done");
    expect(source()).toBe("// mine\n");
    expect(saidIn(run)).toContain("slugify.js is unchanged: slugify.js has changed");
    expect(on.store.approvals.byId(ask.approval)?.status).toBe("void");
  });

  it("asks for nothing to edit the second time", async () => {
    const run = await answer("approve", "deny");
    await on.submit(phone, phone.prompt(run, "again"));
    const ask = await on.asked(3);
    expect(JSON.parse(ask.action)).toMatchObject({ t: "command" });
    await on.submit(phone, phone.answer(ask, "deny"));
    await on.untilRun(run, "done");
    expect(saidIn(run)).toContain("nothing to edit");
  });

  it("says in words that a folder of somebody's own is not for it", async () => {
    rmSync(join(on.workspace.path, sourceFile));
    const run = await open();
    await on.untilRun(run, "failed");
    const why = on.events().flatMap((event) => (event.t === "run.state" ? [event.reason] : []));
    expect(why.at(-1)).toContain("the demo agent can only repair slugify.js, and there is none");
  });

  it("stops while it waits for an answer, and the answer comes too late", async () => {
    const run = await open();
    const ask = await on.asked();
    expect((await on.submit(phone, phone.stop(run))).at(-1)).toEqual({ state: "done" });
    expect(on.store.runs.byId(run)?.state).toBe("stopped");
    const late = await on.submit(phone, phone.answer(ask, "approve"));
    expect(late).toEqual([{ state: "failed", code: "ALREADY_RESOLVED" }]);
    expect([source(), on.store.approvals.pending()]).toEqual([demoFiles[sourceFile], []]);
  });

  it("stops while a command runs, and is stopped once that is gone", async () => {
    const slow =
      "import { test } from 'node:test';\ntest('slow', () => new Promise((r) => setTimeout(r, 60000)));\n";
    await workspaceFiles.write(join(on.workspace.path, "slow.test.js"), slow);
    const run = await open();
    await on.submit(phone, phone.answer(await on.asked(), "approve"));
    await on.submit(phone, phone.answer(await on.asked(2), "approve"));
    // To look for processes holds up everything else, the reading of the program too.
    const isStarted = () => on.auditTexts().some((text) => text.includes('"approval.executed"'));
    await on.until(isStarted, "the tests to be started");
    const running = () =>
      processesIn(on.workspace.path).some((command) => command.includes("--test"));
    await on.until(running, "the tests to run");
    expect((await on.submit(phone, phone.stop(run))).at(-1)).toEqual({ state: "done" });
    expect(processesIn(on.workspace.path)).toEqual([]);
    expect(on.store.runs.byId(run)?.state).toBe("stopped");
  });
});

/** Command lines of all processes that work in this folder. */
function processesIn(folder: string): string[] {
  const script = `for p in /proc/[0-9]*; do [ "$(readlink $p/cwd)" = "$0" ] && tr '\\0' ' ' < $p/cmdline && echo; done; true`;
  const lines = execFileSync("/bin/sh", ["-c", script, folder], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  return lines.split("\n").filter((line) => line.trim() !== "");
}
