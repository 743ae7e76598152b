// Coding agents that execute by themselves: they are asked for just the same, and told to go ahead only with
// what was signed, in a world that is still the one that was shown.

import { existsSync } from "node:fs";
import { mkdir, rename, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { approvalLifetimeMs } from "@longrein/protocol/limits";
import { readAction, utf8 } from "@longrein/protocol";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isSigned, readAnswer } from "../audit/audit-answer.ts";
import { nodePrimitives } from "../platform/node-primitives.ts";
import type { Asking, Permission } from "../runs/driver.ts";
import { type DeskUnderTest, agentNames, deskUnderTest } from "../testing/desk-under-test.ts";
import type { PhoneUnderTest } from "../testing/phone-under-test.ts";
import { type WishOf, appendLine, editFile } from "../testing/puppets.ts";
import { randomBytes } from "../testing/rows.ts";

let on: DeskUnderTest;
let phone: PhoneUnderTest;
let permissions: Permission[];
let wait: AbortController;
beforeEach(async () => {
  on = await deskUnderTest();
  phone = on.addPhone();
  permissions = [];
  wait = new AbortController();
});
afterEach(() => on.remove());

const inWorkspace = (name: string) => join(on.workspace.path, name);

async function begin(wish: WishOf, about: Partial<Asking> = {}) {
  on.puppet = async (run) => {
    const what = { title: "a title", says: "because", approvals: "exact", ...about } as const;
    const item = run.nextItem();
    permissions.push(await run.ask({ wish: await wish(run), item, signal: wait.signal, ...what }));
  };
  const [told] = await on.submit(phone, phone.open());
  return told?.run ?? randomBytes(16);
}

const statusOf = (approval: Uint8Array) => on.store.approvals.byId(approval)?.status;

describe("permission to go ahead", () => {
  it("is given with the action that was signed, and nothing is executed here", async () => {
    const run = await begin(appendLine(), { kind: "fetch" });
    const ask = await on.asked();
    expect(ask).not.toHaveProperty("approvals");
    await on.submit(phone, phone.answer(ask, "approve"));
    await on.untilRun(run, "done");
    const action = readAction(utf8(ask.action));
    expect(permissions).toEqual([{ kind: "approved", action }]);
    expect(existsSync(inWorkspace("ran"))).toBe(false);
    expect(on.runEvents(run).filter(({ t }) => t === "tool" || t === "tool.done")).toMatchObject([
      { t: "tool", item: 1, kind: "fetch", title: "a title", approval: ask.approval },
    ]);
  });

  it("says on the phone when the coding agent only shows what it will run", async () => {
    await begin(appendLine(), { approvals: "displayed" });
    const { approvals, risk } = await on.asked();
    expect([approvals, risk.level]).toEqual(["displayed", "medium"]);
    expect(risk.reasons.join()).toContain("may be other than it is displayed");
  });

  it("is signed as what is only displayed, the log says so, and as exact it does not count", async () => {
    const run = await begin(appendLine(), { approvals: "displayed" });
    const { approvals: shown, ...asExact } = await on.asked();
    const [refused] = await on.submit(phone, phone.answer(asExact, "approve"));
    expect(refused).toEqual({ state: "failed", code: "SIGNATURE" });
    await on.submit(
      phone,
      phone.answer({ ...asExact, ...(shown && { approvals: shown }) }, "approve"),
    );
    await on.untilRun(run, "done");
    const entry = on.auditTexts().find((text) => text.includes("approval.approved")) ?? "";
    expect(entry).toContain('"shown":"displayed"');
    const answer = readAnswer(agentNames, entry);
    if (typeof answer === "string") throw new Error(`expected a signed answer, got ${answer}`);
    expect(isSigned(nodePrimitives, phone.identityKey, answer)).toBe(true);
  });

  it("is denied with the words of who denied it", async () => {
    const run = await begin(appendLine());
    const words = "use the other folder";
    await on.submit(phone, { ...phone.answer(await on.asked(), "deny"), words });
    await on.untilRun(run, "done");
    expect(permissions).toEqual([{ kind: "denied", words }]);
  });

  it("expires like every other", async () => {
    const run = await begin(appendLine());
    await on.asked();
    on.clock.advance(approvalLifetimeMs);
    await on.untilRun(run, "done");
    expect(permissions).toEqual([{ kind: "expired" }]);
  });

  it("is withdrawn when the coding agent no longer waits, and cannot be given after", async () => {
    const run = await begin(appendLine());
    const ask = await on.asked();
    wait.abort();
    await on.untilRun(run, "done");
    expect(permissions).toEqual([{ kind: "withdrawn" }]);
    const late = await on.submit(phone, phone.answer(ask, "approve"));
    expect(late).toEqual([{ state: "failed", code: "ALREADY_RESOLVED" }]);
  });

  it("is not asked for by one that no longer waits", async () => {
    wait.abort();
    const run = await begin(appendLine());
    await on.untilRun(run, "done");
    expect([permissions, on.asks()]).toEqual([[{ kind: "withdrawn" }], []]);
  });

  it("is void when the file was changed meanwhile", async () => {
    await writeFile(inWorkspace("a.txt"), "one\n");
    const run = await begin(editFile("a.txt", "two\n"));
    const ask = await on.asked();
    await writeFile(inWorkspace("a.txt"), "other\n");
    await on.submit(phone, phone.answer(ask, "approve"));
    await on.untilRun(run, "done");
    expect(permissions).toEqual([{ kind: "void", why: "a.txt has changed" }]);
    expect(statusOf(ask.approval)).toBe("void");
  });

  it("is void when a tool's folder was swapped for a link meanwhile", async () => {
    await mkdir(inWorkspace("src"));
    const run = await begin(({ folder }) => ({
      t: "tool",
      tool: "fetch",
      input: "{}",
      cwd: `${folder}/src`,
    }));
    const ask = await on.asked();
    await rename(inWorkspace("src"), inWorkspace("aside"));
    await symlink(inWorkspace("aside"), inWorkspace("src"));
    await on.submit(phone, phone.answer(ask, "approve"));
    await on.untilRun(run, "done");
    expect(permissions).toEqual([{ kind: "void", why: expect.stringContaining("has moved") }]);
    expect(statusOf(ask.approval)).toBe("void");
  });

  it("is void when the coding agent went away between the answer and the last look", async () => {
    const run = await begin(appendLine());
    const ask = await on.asked();
    const submitted = on.submit(phone, phone.answer(ask, "approve"));
    wait.abort();
    await submitted;
    await on.untilRun(run, "done");
    expect(permissions).toMatchObject([{ kind: "void" }]);
    expect(statusOf(ask.approval)).toBe("void");
  });

  it("is never given for what lies outside the workspace", async () => {
    const run = await begin(({ folder }) => ({
      t: "edit",
      tool: "edit",
      root: folder,
      changes: [{ path: "../out", after: randomBytes(32), diff: "@@ -0,0 +1,1 @@\n+x\n" }],
    }));
    await on.untilRun(run, "done");
    const why = "it reaches outside the workspace";
    expect([permissions, on.asks()]).toEqual([[{ kind: "refused", why }], []]);
    expect(on.runEvents(run)).toContainEqual(expect.objectContaining({ t: "notice", text: why }));
  });
});
