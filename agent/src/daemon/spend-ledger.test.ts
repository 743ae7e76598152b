// Spending, from what a coding agent says it has used to the turn that may no longer begin.

import type { OutcomeCode } from "@longrein/protocol";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Usage } from "../spend/cost-of-usage.ts";
import { type DeskUnderTest, deskUnderTest } from "../testing/desk-under-test.ts";
import type { PhoneUnderTest } from "../testing/phone-under-test.ts";
import { randomBytes } from "../testing/rows.ts";
import { type DollarLimits, SpendLedger } from "./spend-ledger.ts";

let on: DeskUnderTest;
let phone: PhoneUnderTest;
beforeEach(async () => {
  on = await deskUnderTest();
  phone = on.addPhone();
});
afterEach(() => on.remove());

const dollars = 1_000_000;
const day = 24 * 60 * 60_000;
const used = (cost: number): Usage => ({ t: "usage", input: 10, output: 10, cost, at: 1 });
/** A turn that costs so much. */
const costs = (dollarsOfTurn: number) => {
  on.puppet = (run) => {
    run.emit(used(Math.round(dollarsOfTurn * dollars)));
    return Promise.resolve();
  };
};
const failed = (code: OutcomeCode) => [{ state: "failed", code }];

async function openedRun(by = phone): Promise<Uint8Array> {
  const [told] = await on.submit(by, by.open());
  const run = told?.run ?? new Uint8Array(16);
  await on.untilRun(run, "done");
  return run;
}

async function prompted(run: Uint8Array, by = phone) {
  const told = await on.submit(by, by.prompt(run));
  await on.untilRun(run, "done");
  return told;
}

describe("a coding agent that says $9.99 and then $0.02", () => {
  it("may begin no other turn of that day", async () => {
    costs(9.99);
    const run = await openedRun();
    costs(0.02);
    expect(await prompted(run)).toEqual([{ state: "done" }]);
    expect(await on.submit(phone, phone.prompt(run))).toEqual(failed("BUDGET"));
    expect(await on.submit(phone, phone.open())).toEqual(failed("BUDGET"));
    expect(on.runs.open({ workspace: "w", driver: "puppet", prompt: { text: "here" } })).toBe(
      "BUDGET",
    );
  });

  it("may begin another when the first is a day old, also after a restart", async () => {
    costs(9.99);
    const run = await openedRun();
    on.clock.advance(day / 2);
    costs(0.02);
    await prompted(run);
    on = on.restarted();
    expect(await on.submit(phone, phone.prompt(run))).toEqual(failed("BUDGET"));
    on.clock.advance(day / 2);
    costs(0.01);
    expect(await prompted(run)).toEqual([{ state: "done" }]);
  });

  it("is told in its run when four fifths are used up, with what to do", async () => {
    costs(8);
    const run = await openedRun();
    const told = on.runEvents(run).filter(({ t }) => t === "notice");
    expect(told).toMatchObject([
      {
        level: "warning",
        text: "$8.00 of the $10.00 that coding agents may cost in 24 hours are used up",
        next: "at all of it no new turn begins; longrein config set spendLimitDollars changes how much it is",
      },
    ]);
  });

  it("is told to phones, with what is left", async () => {
    expect(on.budget.summary()).toEqual({ used: 0, limit: 10 * dollars, estimated: false });
    let changes = 0;
    on.budget.onSpent(() => changes++);
    costs(9.99);
    await openedRun();
    expect(on.budget.summary()).toEqual({
      used: 9.99 * dollars,
      limit: 10 * dollars,
      estimated: false,
    });
    expect(changes).toBe(1);
    const verdict = on.budget.mayStart(phone.id, undefined);
    expect(verdict).toMatchObject({ kind: "allowed", isNear: true });
  });
});

describe("a prompt that waits", () => {
  it("is not begun when the turn before it has used the budget up", async () => {
    const { promise: asked, resolve: end } = Promise.withResolvers<void>();
    on.puppet = async (run) => {
      await asked;
      run.emit(used(11 * dollars));
    };
    const [told] = await on.submit(phone, phone.open());
    const run = told?.run ?? new Uint8Array(16);
    const queued = on.submit(phone, phone.prompt(run, "then this", "queue"));
    end();
    expect((await queued).at(-1)).toMatchObject({ state: "failed", code: "VOID" });
    expect(on.store.runs.byId(run)?.state).toBe("done");
  });
});

describe("the account", () => {
  const ledger = (limit: () => number, each: Partial<DollarLimits> = {}) =>
    new SpendLedger({
      store: on.store,
      clock: on.clock,
      limits: () => ({ all: limit(), ...each }),
    });

  it("is kept for each device and each run", () => {
    const [one, two, run] = [randomBytes(16), randomBytes(16), randomBytes(16)];
    const account = ledger(() => 10);
    account.record(run, one, used(4 * dollars));
    account.record(run, undefined, used(1 * dollars));
    const { usage } = on.store;
    const since = on.clock.now() - day;
    expect(usage.ofDevice(one, since).cost).toBe(4 * dollars);
    expect(usage.ofDevice(two, since).cost).toBe(0);
    expect(usage.ofDevice(undefined, since).cost).toBe(1 * dollars);
    expect(usage.ofRun(run, since).cost).toBe(5 * dollars);
    expect(usage.all(since).cost).toBe(5 * dollars);
  });

  it("holds one phone and one run to limits of their own", () => {
    const [one, two, run, other] = [16, 16, 16, 16].map((length) => randomBytes(length));
    if (!one || !two || !run || !other) throw new Error("expected four");
    const account = ledger(() => 10, { device: 4, run: 3 });
    account.record(run, one, used(3 * dollars));
    const blocked = (scope: string) => ({ kind: "blocked", scope });
    expect(account.mayStart(two, run)).toMatchObject(blocked("run"));
    expect(account.mayStart(one, other)).toMatchObject({ kind: "allowed", scope: "device" });
    account.record(other, one, used(1 * dollars));
    expect(account.mayStart(one, undefined)).toMatchObject(blocked("device"));
    expect(account.mayStart(two, other)).toMatchObject({ kind: "allowed", used: 4 * dollars });
  });

  it("says once that four fifths are used up, and once more when it is all", () => {
    const account = ledger(() => 10);
    const run = randomBytes(16);
    const spend = (sum: number) => account.record(run, phone.id, used(sum * dollars))?.kind;
    expect([7.9, 0.1, 0.1, 1.8, 0.1, 1].map(spend)).toEqual([
      undefined,
      "allowed",
      undefined,
      undefined,
      "blocked",
      undefined,
    ]);
  });

  it("follows a limit that is changed while the agent runs", () => {
    let limit = 1;
    const account = ledger(() => limit);
    account.record(randomBytes(16), undefined, used(2 * dollars));
    expect(account.mayStart(undefined, undefined).kind).toBe("blocked");
    limit = 3;
    expect(account.mayStart(undefined, undefined).kind).toBe("allowed");
  });

  it("says when some of it is an estimate, and counts what nobody has a price for", () => {
    const account = ledger(() => 10);
    const unknown: Usage = {
      t: "usage",
      model: "nobody-knows",
      input: 1_000_000,
      output: 0,
      at: 1,
    };
    account.record(randomBytes(16), phone.id, unknown);
    expect(account.summary()).toEqual({ used: 5 * dollars, limit: 10 * dollars, estimated: true });
  });

  it("forgets what is a month old", () => {
    const account = ledger(() => 10);
    account.record(randomBytes(16), undefined, used(1));
    on.clock.advance(32 * day);
    account.record(randomBytes(16), undefined, used(1));
    const rows = on.folder.asSomebodyElse().prepare("SELECT count(*) AS n FROM usage").get();
    expect(rows).toEqual({ n: 1 });
  });
});
