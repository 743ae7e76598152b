// The right to approve, apart from the role, at the desk: whoever has none says no and never yes, and a right that
// went while the question was on the screen is gone for the answer.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { type ApprovalAsk, type OutcomeCode, toBase64url } from "@longrein/protocol";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type DeskUnderTest, deskUnderTest } from "../testing/desk-under-test.ts";
import type { PhoneUnderTest } from "../testing/phone-under-test.ts";
import { type Witness, appendLine, asksFor } from "../testing/puppets.ts";

let on: DeskUnderTest;
let owner: PhoneUnderTest;
let asking: Witness & { readonly run: Uint8Array; readonly ask: ApprovalAsk };
beforeEach(async () => {
  on = await deskUnderTest();
  owner = on.addPhone("owner");
  asking = await begin();
});
afterEach(() => on.remove());

const failed = (code: OutcomeCode) => [{ state: "failed", code }];
const done = [{ state: "done" }];
const isDone = () => existsSync(join(on.workspace.path, "ran"));

async function begin(): Promise<typeof asking> {
  const witness = asksFor(appendLine());
  on.puppet = witness.puppet;
  const [opened] = await on.submit(owner, owner.open());
  if (opened?.run === undefined) throw new Error("expected a run");
  return { ...witness, run: opened.run, ask: await on.asked(on.asks().length + 1) };
}

const refusals = () =>
  on
    .auditTexts()
    .filter((text) => text.includes('.refused"'))
    .map((text): unknown => JSON.parse(text));

describe("an operator who may not approve", () => {
  let operator: PhoneUnderTest;
  beforeEach(() => {
    operator = on.addPhone("operator", false);
  });

  it("is refused every yes, which the log tells and which leaves all as it was", async () => {
    const { ask, run } = asking;
    const before = on.events();
    const yes = operator.answer(ask, "approve");
    expect(await on.submit(operator, yes)).toEqual(failed("FORBIDDEN"));
    const forRun = operator.answer(ask, "approve", { scope: "run" });
    expect(await on.submit(operator, forRun)).toEqual(failed("FORBIDDEN"));
    expect([on.events(), on.store.approvals.pendingCount(run)]).toEqual([before, 1]);
    const names = { device: toBase64url(operator.id), approval: toBase64url(ask.approval) };
    const told = { what: "approval.refused", code: "FORBIDDEN", ...names };
    expect(refusals()).toMatchObject([told, told]);

    // Nothing was kept of it either: the very same answer counts once it may.
    on.devices.setRole("machine", operator.id, "operator", true);
    expect(await on.submit(operator, yes)).toEqual(done);
    await on.untilRun(run, "done");
    expect(isDone()).toBe(true);
  });

  it("says no in every way there is, and works", async () => {
    const { performed, run } = asking;
    const no = operator.answer(asking.ask, "deny", { words: "rather that" });
    expect(await on.submit(operator, no)).toEqual(done);
    await on.untilRun(run, "done");
    expect([performed, isDone()]).toEqual([[{ kind: "denied", words: "rather that" }], false]);
    expect(await on.submit(operator, operator.prompt(run))).toMatchObject([{ state: "done" }]);
    const { run: other } = await begin();
    const all = operator.command({ t: "approvals.deny" });
    expect((await on.submit(operator, all)).at(-1)).toEqual({ state: "done" });
    await on.untilRun(other, "stopped");
    expect(refusals()).toEqual([]);
  });
});

describe("a right to approve that goes", () => {
  it("between the showing and the answer is gone for the answer, and another's counts", async () => {
    const operator = on.addPhone();
    const yes = operator.answer(asking.ask, "approve");
    on.devices.setRole(owner, operator.id, "operator", false);
    expect(await on.submit(operator, yes)).toEqual(failed("FORBIDDEN"));
    expect([isDone(), on.store.approvals.pendingCount(asking.run)]).toEqual([false, 1]);
    expect(await on.submit(owner, owner.answer(asking.ask, "approve"))).toEqual(done);
    await on.untilRun(asking.run, "done");
    expect(isDone()).toBe(true);
  });

  it("takes back nothing that was answered before", async () => {
    const operator = on.addPhone();
    const yes = operator.answer(asking.ask, "approve");
    expect(await on.submit(operator, yes)).toEqual(done);
    on.devices.setRole("machine", operator.id, "operator", false);
    expect(await on.submit(operator, yes)).toEqual(done);
    await on.untilRun(asking.run, "done");
    expect(isDone()).toBe(true);
  });
});

describe("a viewer who may approve", () => {
  let viewer: PhoneUnderTest;
  beforeEach(() => {
    viewer = on.addPhone("viewer", true);
  });

  it("approves, and steers nothing", async () => {
    const { ask, run } = asking;
    const steering = [
      viewer.open(),
      viewer.prompt(run),
      viewer.stop(run),
      viewer.set(run, { profile: "strict" }),
      viewer.answer(ask, "deny", { words: "rather that" }),
      viewer.command({ t: "kill" }),
    ];
    for (const command of steering) {
      expect(await on.submit(viewer, command)).toEqual(failed("FORBIDDEN"));
    }
    expect(await on.submit(viewer, viewer.answer(ask, "approve"))).toEqual(done);
    await on.untilRun(run, "done");
    expect(isDone()).toBe(true);
  });

  it("denies, stops what asks, and takes back what was approved for a run", async () => {
    const { run, ask } = asking;
    expect(await on.submit(viewer, viewer.answer(ask, "approve", { scope: "run" }))).toEqual(done);
    await on.untilRun(run, "done");
    const withdraw = viewer.command({ t: "grant.withdraw", run, approval: ask.approval });
    expect(await on.submit(viewer, withdraw)).toEqual(done);
    expect(on.store.grants.open()).toEqual([]);
    const next = await begin();
    expect(await on.submit(viewer, viewer.answer(next.ask, "deny"))).toEqual(done);
    await on.untilRun(next.run, "done");
    expect(next.performed).toEqual([{ kind: "denied" }]);
    const last = await begin();
    const all = viewer.command({ t: "approvals.deny", run: last.run });
    expect((await on.submit(viewer, all)).at(-1)).toEqual({ state: "done" });
    await on.untilRun(last.run, "stopped");
  });

  it("stops no run that asks nothing, as whoever works may by the same words", async () => {
    expect(await on.submit(owner, owner.answer(asking.ask, "deny"))).toEqual(done);
    on.puppet = ({ signal }) =>
      new Promise((resolve) => signal.addEventListener("abort", () => resolve()));
    const [opened] = await on.submit(owner, owner.open());
    const run = opened?.run ?? new Uint8Array();
    await on.untilRun(run, "working");
    const deny = (phone: PhoneUnderTest) =>
      on.submit(phone, phone.command({ t: "approvals.deny", run }));
    expect(await deny(viewer)).toEqual(failed("ALREADY_RESOLVED"));
    expect(on.store.runs.byId(run)?.state).toBe("working");
    expect((await deny(on.addPhone("operator", false))).at(-1)).toEqual({ state: "done" });
    expect(on.store.runs.byId(run)?.state).toBe("stopped");
  });
});
