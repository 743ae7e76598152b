// Whether the work holds: what the machine's user has set is run and recorded, apart from what is claimed.

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type AgentEvent, fromUtf8 } from "@longrein/protocol";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type DeskUnderTest, deskUnderTest } from "../testing/desk-under-test.ts";
import type { PhoneUnderTest } from "../testing/phone-under-test.ts";
import { asksFor, editFile } from "../testing/puppets.ts";
import { makeRepository } from "../testing/repository.ts";

let on: DeskUnderTest;
let phone: PhoneUnderTest;
beforeEach(async () => {
  on = await deskUnderTest();
  phone = on.addPhone();
  makeRepository(on.workspace.path, {
    "a.txt": "one\n",
    "longrein.json": '{"validate":["false"]}',
  });
  validateWith("grep --count two a.txt");
});
afterEach(() => on.remove());

function validateWith(...validate: readonly string[]): void {
  on.workspaces = [{ name: "w", folder: on.workspace.path, git: true, validate }];
}

const eventsOf = <T extends AgentEvent["t"]>(run: Uint8Array, t: T) =>
  on.runEvents(run).filter((event): event is Extract<AgentEvent, { t: T }> => event.t === t);
const validationsOf = (run: Uint8Array) => eventsOf(run, "validation");
const gateOf = (run: Uint8Array) =>
  eventsOf(run, "gate").findLast(({ rule }) => rule === "validations");

const writes = (text: string): DeskUnderTest["puppet"] => {
  return async ({ folder }) => writeFileSync(join(folder, "a.txt"), text);
};

function begin(puppet: DeskUnderTest["puppet"]): Uint8Array {
  on.puppet = puppet;
  const told = on.runs.open({ workspace: "w", driver: "puppet", prompt: { text: "do it" } });
  if (typeof told === "string") throw new Error(told);
  return told.run;
}

async function opened(puppet: DeskUnderTest["puppet"]): Promise<Uint8Array> {
  const run = begin(puppet);
  await on.untilRun(run, "done", "failed");
  return run;
}

async function again(run: Uint8Array, puppet: DeskUnderTest["puppet"]): Promise<void> {
  on.puppet = puppet;
  on.runs.prompt(run, { text: "go on" });
  await on.untilRun(run, "done");
}

function outputOf(run: Uint8Array, artifact: Uint8Array | undefined): string {
  const read = artifact && on.store.artifacts.read(run, artifact, 0);
  return read === undefined ? "none" : fromUtf8(read.piece);
}

describe("work that holds", () => {
  it("is recorded with the command, its exit code and its output, and passes the gate", async () => {
    const run = await opened(writes("two\n"));
    const [validation, ...others] = validationsOf(run);
    expect(others).toEqual([]);
    expect(validation).toMatchObject({
      title: "grep --count two a.txt",
      status: "passed",
      exitCode: 0,
    });
    expect(outputOf(run, validation?.artifact)).toBe("1\n");
    expect(gateOf(run)).toMatchObject({ verdict: "pass", text: "all validations passed" });
    expect(on.asks()).toEqual([]);
  });

  it("is validated on the path of what was approved, and the log says so before and after", async () => {
    await opened(writes("two\n"));
    const told = on.auditTexts().filter((text) => text.includes('"validation.'));
    expect(told.join()).toMatch(/validation\.begun.*validation\.passed/);
    expect(told.join()).not.toContain("grep");
  });
});

describe("work that does not hold", () => {
  it("is recorded as that, whatever its coding agent says, and asks for attention", async () => {
    const run = await opened(async (its) => {
      await writes("three\n")(its, "");
      its.emit({ t: "text", item: 1, role: "answer", delta: "All tests pass." });
    });
    expect(validationsOf(run)).toMatchObject([{ status: "failed", exitCode: 1 }]);
    expect(gateOf(run)).toMatchObject({
      verdict: "attention",
      text: "failed: grep --count two a.txt",
    });
  });

  it("is told of by each command, one after the other", async () => {
    validateWith("echo first >> ../order", "exit 3", "echo last >> ../order; cat ../order");
    const run = await opened(writes("two\n"));
    expect(validationsOf(run)).toMatchObject([
      { status: "passed", exitCode: 0 },
      { status: "failed", exitCode: 3 },
      { status: "passed", exitCode: 0 },
    ]);
    expect(outputOf(run, validationsOf(run)[2]?.artifact)).toBe("first\nlast\n");
  });
});

describe("nothing is validated", () => {
  it("where nothing has changed since the turn before", async () => {
    const run = await opened(async () => undefined);
    expect(validationsOf(run)).toEqual([]);
    await again(run, writes("two\n"));
    await again(run, async () => undefined);
    expect(validationsOf(run)).toHaveLength(1);
  });

  it("where the machine's own settings name no command, whatever the repository says", async () => {
    validateWith();
    const run = await opened(writes("two\n"));
    expect([validationsOf(run), gateOf(run)]).toEqual([[], undefined]);
  });

  it("by itself once the work holds an edit that nobody approved, also after a restart", async () => {
    on.ceiling.set("machine", "trusted");
    validateWith("touch ../ran");
    const run = await opened(asksFor(editFile("a.txt", "two\n")).puppet);
    expect(on.asks()).toEqual([]);
    expect(validationsOf(run)).toMatchObject([{ status: "skipped" }]);
    expect(gateOf(run)).toMatchObject({ verdict: "attention", text: "skipped: touch ../ran" });
    on = on.restarted();
    on.ceiling.set("machine", "strict");
    validateWith("touch ../ran");
    await again(run, writes("three\n"));
    const worktrees = `${on.folder.path}/worktrees/${Buffer.from(run).toString("hex")}`;
    expect(validationsOf(run).map(({ status }) => status)).toEqual(["skipped", "skipped"]);
    expect(existsSync(`${worktrees}/ran`)).toBe(false);

    expect(await on.runs.validate(run)).toMatchObject([{ status: "passed" }]);
    expect(existsSync(`${worktrees}/ran`)).toBe(true);
    expect(on.store.runs.byId(run)?.state).toBe("done");
  });
});

describe("in the workspace itself", () => {
  it("is validated after a turn in which something was let happen", async () => {
    on.workspaces = [{ name: "w", folder: on.workspace.path, git: false, validate: ["cat a.txt"] }];
    on.puppet = asksFor(editFile("a.txt", "two\n")).puppet;
    const [told] = await on.submit(phone, phone.open());
    await on.submit(phone, phone.answer(await on.asked(), "approve"));
    const run = told?.run ?? new Uint8Array(16);
    await on.untilRun(run, "done");
    expect(outputOf(run, validationsOf(run)[0]?.artifact)).toBe("two\n");
    await again(run, async () => undefined);
    expect(validationsOf(run)).toHaveLength(1);
  });
});

describe("a validation that takes long", () => {
  const hangs = "echo up > ../up; sleep 60";
  const isUp = (run: Uint8Array) =>
    existsSync(`${on.folder.path}/worktrees/${Buffer.from(run).toString("hex")}/up`);

  it("is part of its run, and ends when that is stopped", async () => {
    validateWith(hangs, "touch ../never");
    const run = begin(writes("two\n"));
    await on.until(() => isUp(run), "the validation to be up");
    expect(on.store.runs.byId(run)?.state).toBe("working");
    expect(await on.runs.stop(run)).toBe("done");
    expect(on.store.runs.byId(run)?.state).toBe("stopped");
    expect(validationsOf(run).map(({ status }) => status)).toEqual(["skipped", "skipped"]);
  });

  it("is ended after ten minutes, and has failed", async () => {
    validateWith(hangs);
    const run = begin(writes("two\n"));
    await on.until(() => isUp(run), "the validation to be up");
    on.clock.advance(10 * 60_000);
    await on.untilRun(run, "done");
    expect(validationsOf(run)).toMatchObject([{ status: "failed", durationMs: 600_000 }]);
    expect(eventsOf(run, "notice")).toMatchObject([
      { text: expect.stringContaining("ended after ten minutes") },
    ]);
  });

  it("is run for a run at rest by whoever is at the machine, one at a time", async () => {
    const run = await opened(writes("two\n"));
    validateWith(hangs);
    const validating = on.runs.validate(run);
    await on.until(() => isUp(run), "the validation to be up");
    expect(await on.runs.validate(run)).toBe("under-way");
    expect(on.runs.prompt(run, { text: "now" })).toBe("under-way");
    await on.runs.stop(run);
    expect(await validating).toMatchObject([{ status: "skipped" }]);
    expect(on.store.runs.byId(run)?.state).toBe("done");
    expect(readFileSync(join(on.workspace.path, "a.txt"), "utf8")).toBe("one\n");
  });
});
