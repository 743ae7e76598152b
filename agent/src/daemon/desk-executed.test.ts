// What the audit log tells of an approved command's program: which file it was, and what lay in it when it started.

import { chmod, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { toBase64url } from "@longrein/protocol";
import { afterEach, beforeEach, expect, it } from "vitest";
import { sha256 } from "../platform/files.ts";
import type { Wish } from "../runs/driver.ts";
import { type DeskUnderTest, type PuppetRun, deskUnderTest } from "../testing/desk-under-test.ts";
import type { PhoneUnderTest } from "../testing/phone-under-test.ts";
import { type WishOf, asksFor, editFile } from "../testing/puppets.ts";
import { randomBytes } from "../testing/rows.ts";

let on: DeskUnderTest;
let phone: PhoneUnderTest;
beforeEach(async () => {
  on = await deskUnderTest();
  phone = on.addPhone("owner");
});
afterEach(() => on.remove());

const inWorkspace = (name: string) => join(on.workspace.path, name);
const digestOf = (text: string) => toBase64url(sha256(Buffer.from(text)));

const ofProgram =
  (...argv: string[]): WishOf =>
  ({ folder: cwd }): Wish => ({
    t: "command",
    tool: "shell",
    argv,
    cwd,
    environment: [],
    operands: [],
  });

async function putProgram(text: string): Promise<void> {
  await writeFile(inWorkspace("tool"), text);
  await chmod(inWorkspace("tool"), 0o755);
}

const executed = () =>
  on
    .auditTexts()
    .filter((text) => text.includes('"approval.executed"'))
    .map((text): unknown => JSON.parse(text));

async function begin(): Promise<Uint8Array> {
  const [told] = await on.submit(phone, phone.open());
  return told?.run ?? randomBytes(16);
}

async function goOn(run: Uint8Array): Promise<void> {
  await on.untilRun(run, "done");
  await on.submit(phone, phone.prompt(run));
}

async function approve(number: number, about: { scope?: "run" } = {}): Promise<Uint8Array> {
  const ask = await on.asked(number);
  await on.submit(phone, phone.answer(ask, "approve", about));
  return ask.approval;
}

const [before, after] = ["#!/bin/sh\necho one\n", "#!/bin/sh\necho two\n"];

it("a program that was swapped between two approvals shows in what was executed by each", async () => {
  await putProgram(before);
  await symlink("tool", inWorkspace("link"));
  on.puppet = asksFor(ofProgram("./link")).puppet;
  const run = await begin();
  const first = await approve(1);
  await on.untilRun(run, "done");
  await putProgram(after);
  await goOn(run);
  const second = await approve(2);
  await on.untilRun(run, "done");
  const about = { run: toBase64url(run), program: inWorkspace("tool") };
  expect(executed()).toMatchObject([
    { ...about, approval: toBase64url(first), sha256: digestOf(before) },
    { ...about, approval: toBase64url(second), sha256: digestOf(after) },
  ]);
  expect(on.store.audit.verify().kind).toBe("whole");
});

it("and between two commands that one approval for the run has let through", async () => {
  await putProgram(before);
  on.puppet = asksFor(ofProgram("./tool")).puppet;
  const run = await begin();
  const approval = toBase64url(await approve(1, { scope: "run" }));
  await on.untilRun(run, "done");
  await putProgram(after);
  await goOn(run);
  await on.untilRun(run, "done");
  expect(on.asks()).toHaveLength(1);
  expect(executed()).toMatchObject([
    { approval, sha256: digestOf(before) },
    { approval, sha256: digestOf(after) },
  ]);
});

it("and where it is gone by then, nothing is started, and the run says why", async () => {
  await putProgram(before);
  on.puppet = asksFor(ofProgram("./tool")).puppet;
  const run = await begin();
  await approve(1, { scope: "run" });
  await on.untilRun(run, "done");
  await rm(inWorkspace("tool"));
  await goOn(run);
  await on.untilRun(run, "done");
  expect(on.asks()).toHaveLength(1);
  expect(executed()).toHaveLength(1);
  const why = { t: "notice", level: "warning", text: "there is no such program" };
  expect(on.runEvents(run)).toContainEqual(expect.objectContaining(why));
});

it("a program that the path leads to is named by where it was found", async () => {
  on.puppet = asksFor(ofProgram("true")).puppet;
  const run = await begin();
  await approve(1);
  await on.untilRun(run, "done");
  expect(executed()).toMatchObject([
    {
      program: expect.stringMatching(/^\/.*\/[^/]+$/),
      sha256: expect.stringMatching(/^[\w-]{43}$/),
    },
  ]);
});

it("what is denied, void, an edit, or no program at all is not told as executed", async () => {
  await putProgram(before);
  await writeFile(inWorkspace("a.txt"), "one\n");
  const changed: WishOf = async (run) => {
    const operands = [{ path: "a.txt", sha256: sha256(Buffer.from("another")) }];
    return { ...(await ofProgram("./tool")(run)), operands };
  };
  const wishes = [
    ofProgram("./tool"),
    changed,
    ofProgram("./nowhere"),
    editFile("a.txt", "two\n"),
    ofProgram("./tool"),
  ];
  const left = [...wishes];
  on.puppet = async (run: PuppetRun) => {
    const wish = left.shift();
    if (wish !== undefined) await run.perform(await wish(run), "a title", "");
  };
  const run = await begin();
  await on.submit(phone, phone.answer(await on.asked(), "deny"));
  await goOn(run);
  await approve(2);
  await goOn(run);
  await approve(3);
  await goOn(run);
  await approve(4);
  await on.untilRun(run, "done");
  expect(executed()).toEqual([]);
  await on.submit(phone, phone.prompt(run));
  await approve(5);
  await on.untilRun(run, "done");
  expect(executed()).toHaveLength(1);
});

it("a coding agent that executes by itself is told of once it may, and not where it only shows what it runs", async () => {
  await putProgram(before);
  const shown = ["exact", "displayed"] as const;
  on.puppet = async (run: PuppetRun) => {
    for (const approvals of shown) {
      const wish = await ofProgram("./tool")(run);
      const item = run.nextItem();
      await run.ask({ wish, item, title: "a title", says: "", approvals, signal: run.signal });
    }
  };
  const run = await begin();
  const exact = await approve(1);
  await approve(2);
  await on.untilRun(run, "done");
  expect(executed()).toMatchObject([{ approval: toBase64url(exact), sha256: digestOf(before) }]);
});

it("and by name alone where it finds what is not found here", async () => {
  on.puppet = async (run: PuppetRun) => {
    const wish = await ofProgram("no-such-tool")(run);
    const about = { title: "a title", says: "", approvals: "exact" as const, signal: run.signal };
    await run.ask({ ...about, wish, item: run.nextItem() });
  };
  const run = await begin();
  const approval = toBase64url(await approve(1));
  await on.untilRun(run, "done");
  expect(executed()).toEqual([expect.objectContaining({ approval, program: "no-such-tool" })]);
  expect(executed()).not.toMatchObject([{ sha256: expect.anything() }]);
});
