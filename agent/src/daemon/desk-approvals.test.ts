// An approval at the desk, from the question to the effect: what was answered happens, once, and nothing else.

import { existsSync, readFileSync } from "node:fs";
import { mkdir, rename, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { OutcomeCode } from "@longrein/protocol";
import { approvalLifetimeMs, approvalsPendingPerRunMax } from "@longrein/protocol/limits";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type DeskUnderTest, deskUnderTest } from "../testing/desk-under-test.ts";
import type { PhoneUnderTest } from "../testing/phone-under-test.ts";
import { type WishOf, type Witness, appendLine, asksFor, editFile } from "../testing/puppets.ts";
import { randomBytes } from "../testing/rows.ts";

let on: DeskUnderTest;
let phone: PhoneUnderTest;
beforeEach(async () => {
  on = await deskUnderTest();
  phone = on.addPhone();
});
afterEach(() => on.remove());

const inWorkspace = (name: string) => join(on.workspace.path, name);
const contentOf = (name: string) => readFileSync(inWorkspace(name), "utf8");
const failed = (code: OutcomeCode) => [{ state: "failed", code }];
const done = [{ state: "done" }];
const outcomes = () =>
  on.events().flatMap((event) => (event.t === "approval.resolved" ? [event.outcome] : []));

/** Opens a run in which these are asked for. */
async function begin(...wishes: readonly WishOf[]): Promise<Witness & { run: Uint8Array }> {
  const witness = asksFor(...wishes);
  on.puppet = witness.puppet;
  const [told] = await on.submit(phone, phone.open());
  if (told?.run === undefined) throw new Error("expected a run");
  return { ...witness, run: told.run };
}

describe("an approved action", () => {
  it("is done once, from the stored bytes, and every record of it agrees", async () => {
    const { run, performed } = await begin(appendLine());
    const ask = await on.asked();
    expect(existsSync(inWorkspace("ran"))).toBe(false);
    expect(await on.submit(phone, phone.answer(ask, "approve"))).toEqual(done);
    await on.untilRun(run, "done");
    expect(contentOf("ran")).toBe("once\n");
    expect(performed).toEqual([{ kind: "done", exitCode: 0, truncated: false }]);
    expect(on.events().at(-1)).toMatchObject({ t: "run.state", state: "done" });
    const resolved = { outcome: "approved", device: phone.id, name: "phone" };
    expect(on.events().filter(({ t }) => t === "approval.resolved")).toMatchObject([resolved]);
    expect(on.store.audit.verify().kind).toBe("whole");
    expect(on.auditTexts().filter((text) => text.includes('"approval.approved"'))).toHaveLength(1);
  });

  it("writes the edit that was shown", async () => {
    await writeFile(inWorkspace("a.txt"), "one\ntwo\n");
    const { run } = await begin(editFile("a.txt", "one\n2\n"));
    await on.submit(phone, phone.answer(await on.asked(), "approve"));
    await on.untilRun(run, "done");
    expect(contentOf("a.txt")).toBe("one\n2\n");
  });

  it("leaves nothing of itself in the files of the store", async () => {
    const canary = "canary-5d2f81b7";
    const { run } = await begin(appendLine(canary));
    await on.submit(phone, phone.answer(await on.asked(), "approve"));
    await on.untilRun(run, "done");
    expect(existsSync(inWorkspace(canary))).toBe(true);
    expect((await on.folder.allBytes()).includes(canary)).toBe(false);
  });
});

describe("a denied action", () => {
  it("is not done, and its coding agent hears that it was denied", async () => {
    const { run, performed } = await begin(appendLine());
    expect(await on.submit(phone, phone.answer(await on.asked(), "deny"))).toEqual(done);
    await on.untilRun(run, "done");
    expect([performed, outcomes()]).toEqual([[{ kind: "denied" }], ["denied"]]);
    expect(existsSync(inWorkspace("ran"))).toBe(false);
  });
});

describe("fifty answers from five phones", () => {
  it("have one winner, all learn of it, and the action is done at most once", async () => {
    const { run } = await begin(appendLine());
    const ask = await on.asked();
    const phones = Array.from({ length: 5 }, () => on.addPhone());
    const answers = phones.flatMap((by) =>
      Array.from({ length: 10 }, (_, i) => ({
        by,
        answer: by.answer(ask, i % 2 === 0 ? "approve" : "deny"),
      })),
    );
    const told = await Promise.all(
      answers.toReversed().map(({ by, answer }) => on.submit(by, answer)),
    );
    await on.untilRun(run, "done");
    expect(told.filter(([first]) => first?.state === "done")).toHaveLength(1);
    const late = told.filter(([first]) => first?.code === "ALREADY_RESOLVED");
    expect(late).toHaveLength(49);
    expect(outcomes()).toHaveLength(1);
    expect(existsSync(inWorkspace("ran")) ? contentOf("ran") : "").toBe(
      outcomes()[0] === "approved" ? "once\n" : "",
    );
  });

  it("given again, each is told what it was told, and nothing is done again", async () => {
    const { run } = await begin(appendLine());
    const answer = phone.answer(await on.asked(), "approve");
    await on.submit(phone, answer);
    await on.untilRun(run, "done");
    for (let i = 0; i < 100; i++) expect(await on.submit(phone, answer)).toEqual(done);
    expect(contentOf("ran")).toBe("once\n");
  });
});

describe("an answer that does not count", () => {
  it("is audited, and the question stays open for one that does", async () => {
    const { run } = await begin(appendLine());
    const ask = await on.asked();
    const forged = phone.answer(ask, "approve", { signature: randomBytes(64) });
    const turned = phone.answer(ask, "deny", { decision: "approve" });
    const another = on.addPhone().answer(ask, "approve");
    const { action } = ask;
    const reworded = phone.answer({ ...ask, action: action.replace("once", "twice") }, "approve");
    const later = phone.answer({ ...ask, notAfter: ask.notAfter + 1 }, "approve");
    for (const answer of [forged, turned, another, reworded, later]) {
      expect(await on.submit(phone, answer)).toEqual(failed("SIGNATURE"));
    }
    const refusals = on.auditTexts().filter((text) => text.includes('"approval.refused"'));
    expect(refusals).toHaveLength(5);
    expect(outcomes()).toEqual([]);
    expect(await on.submit(phone, phone.answer(ask, "approve"))).toEqual(done);
    await on.untilRun(run, "done");
    expect(contentOf("ran")).toBe("once\n");
  });

  it("is for a question that nobody asked", async () => {
    await begin(appendLine());
    const ask = { ...(await on.asked()), approval: randomBytes(16) };
    expect(await on.submit(phone, phone.answer(ask, "approve"))).toEqual(failed("NOT_FOUND"));
  });
});

describe("a question that nobody answers", () => {
  it("expires by the timer, and its coding agent does not wait for ever", async () => {
    const { run, performed } = await begin(appendLine());
    const ask = await on.asked();
    on.clock.advance(approvalLifetimeMs - 1);
    expect(outcomes()).toEqual([]);
    on.clock.advance(1);
    expect(outcomes()).toEqual(["expired"]);
    await on.untilRun(run, "done");
    expect(performed).toEqual([{ kind: "expired" }]);
    expect(await on.submit(phone, phone.answer(ask, "approve"))).toEqual(
      failed("ALREADY_RESOLVED"),
    );
    expect(existsSync(inWorkspace("ran"))).toBe(false);
  });

  it("is expired by the wall's clock too, where the timer slept", async () => {
    const { run, performed } = await begin(appendLine());
    const ask = await on.asked();
    on.clock.wall += approvalLifetimeMs;
    expect(await on.submit(phone, phone.answer(ask, "approve"))).toEqual(failed("EXPIRED"));
    expect(outcomes()).toEqual(["expired"]);
    await on.untilRun(run, "done");
    expect(performed).toEqual([{ kind: "expired" }]);
  });

  it("expires a moment after a sleep that was longer than its time", async () => {
    const { run, performed } = await begin(appendLine());
    await on.asked();
    on.clock.wall += approvalLifetimeMs;
    on.clock.advance(5_000);
    expect(outcomes()).toEqual(["expired"]);
    await on.untilRun(run, "done");
    expect(performed).toEqual([{ kind: "expired" }]);
  });

  it("does not live longer because the clock was set back", async () => {
    await begin(appendLine());
    const ask = await on.asked();
    on.clock.wall -= 3_600_000;
    on.clock.advance(approvalLifetimeMs);
    expect(await on.submit(phone, phone.answer(ask, "approve"))).toEqual(
      failed("ALREADY_RESOLVED"),
    );
    expect(outcomes()).toEqual(["expired"]);
  });
});

describe("an approval becomes void, and nothing is done, when meanwhile", () => {
  const expectVoid = async (run: Uint8Array, { performed }: Witness, why: string) => {
    const ask = await on.asked();
    expect(await on.submit(phone, phone.answer(ask, "approve"))).toEqual(done);
    await on.untilRun(run, "done");
    expect(performed).toEqual([{ kind: "void", why: expect.stringContaining(why) }]);
    expect(outcomes()).toEqual(["approved", "void"]);
    expect(on.store.approvals.byId(ask.approval)?.status).toBe("void");
    expect(on.auditTexts().some((text) => text.includes('"approval.void"'))).toBe(true);
    expect(on.store.audit.verify().kind).toBe("whole");
  };

  it("the file was changed", async () => {
    await writeFile(inWorkspace("a.txt"), "one\n");
    const { run, ...witness } = await begin(editFile("a.txt", "two\n"));
    await on.asked();
    await writeFile(inWorkspace("a.txt"), "one \n");
    await expectVoid(run, witness, "a.txt has changed");
    expect(contentOf("a.txt")).toBe("one \n");
  });

  it("the file was swapped for a link to one outside", async () => {
    await writeFile(inWorkspace("a.txt"), "one\n");
    const { run, ...witness } = await begin(editFile("a.txt", "two\n"));
    await on.asked();
    const outside = join(on.folder.path, "outside");
    await rename(inWorkspace("a.txt"), outside);
    await symlink(outside, inWorkspace("a.txt"));
    await expectVoid(run, witness, "symbolic link");
    expect(readFileSync(outside, "utf8")).toBe("one\n");
  });

  it("its folder was swapped for a link to one outside", async () => {
    await mkdir(inWorkspace("src"));
    await writeFile(inWorkspace("src/a.txt"), "one\n");
    const { run, ...witness } = await begin(editFile("src/a.txt", "two\n"));
    await on.asked();
    const outside = join(on.folder.path, "outside");
    await rename(inWorkspace("src"), outside);
    await symlink(outside, inWorkspace("src"));
    await expectVoid(run, witness, "does not lie inside the workspace");
    expect(readFileSync(join(outside, "a.txt"), "utf8")).toBe("one\n");
  });

  it("the workspace was moved away and another put in its place", async () => {
    const { run, ...witness } = await begin(appendLine());
    await on.asked();
    const aside = `${on.workspace.path}-aside`;
    await rename(on.workspace.path, aside);
    await symlink(on.folder.path, on.workspace.path);
    await expectVoid(run, witness, "has moved");
    expect(existsSync(join(on.folder.path, "ran"))).toBe(false);
    await rename(aside, `${on.folder.path}/aside`);
  });
});

describe("questions", () => {
  it("beyond sixteen of one run are not asked", async () => {
    const many = Array.from({ length: approvalsPendingPerRunMax + 1 }, (_, i) =>
      appendLine(`ran${i}`),
    );
    const { run, performed } = await begin(...many);
    await on.asked(approvalsPendingPerRunMax);
    await on.until(() => performed.length > 0, "the one too many to be refused");
    expect(performed).toEqual([{ kind: "refused", why: "too many questions are open" }]);
    expect(on.store.approvals.pendingCount(run)).toBe(approvalsPendingPerRunMax);
  });

  it("of a run that is stopped are withdrawn, and can no longer be answered", async () => {
    const { run, performed } = await begin(appendLine(), appendLine("other"));
    const [first, second] = [await on.asked(1), await on.asked(2)];
    const told = await on.submit(phone, phone.stop(run));
    expect(told.at(-1)).toEqual({ state: "done" });
    expect(performed).toEqual([{ kind: "withdrawn" }, { kind: "withdrawn" }]);
    for (const ask of [first, second]) {
      const late = await on.submit(phone, phone.answer(ask, "approve"));
      expect(late).toEqual(failed("ALREADY_RESOLVED"));
    }
    expect(existsSync(inWorkspace("ran"))).toBe(false);
  });

  it("that a restart found open are withdrawn, since nobody could use the answer", async () => {
    const { run } = await begin(appendLine());
    const ask = await on.asked();
    on = on.restarted();
    expect(outcomes()).toEqual(["withdrawn"]);
    expect(on.store.runs.byId(run)?.state).toBe("indeterminate");
    expect(on.events().at(-1)).toMatchObject({ t: "run.state", state: "indeterminate" });
    const late = await on.submit(phone, phone.answer(ask, "approve"));
    expect(late).toEqual(failed("ALREADY_RESOLVED"));
    expect(existsSync(inWorkspace("ran"))).toBe(false);
    expect(on.store.audit.verify().kind).toBe("whole");
  });

  it("may not be about files outside the workspace at all", async () => {
    const { run, performed } = await begin(async ({ folder }) => ({
      t: "edit",
      tool: "edit",
      root: folder,
      changes: [{ path: "../out", after: randomBytes(32), diff: "@@ -0,0 +1,1 @@\n+x\n" }],
    }));
    await on.untilRun(run, "done");
    expect(performed).toEqual([{ kind: "refused", why: "it reaches outside the workspace" }]);
    expect(on.asks()).toEqual([]);
  });
});
