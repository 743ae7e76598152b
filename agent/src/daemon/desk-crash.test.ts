// A crash between any two writes of an approval: no answer that was told is lost, nothing is done without a
// durable answer or done twice, and every record still agrees.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  type Cursor,
  chainNext,
  equalBytes,
  inboxFeed,
  toBase64url,
  utf8,
} from "@longrein/protocol";
import { afterEach, describe, expect, it } from "vitest";
import { nodePrimitives } from "../platform/node-primitives.ts";
import { throwAwayFolder } from "../platform/throw-away-folder.ts";
import { DeskUnderTest, deskUnderTest } from "../testing/desk-under-test.ts";
import {
  type Ending,
  type Moment,
  Moments,
  endings,
  oneApproval,
} from "../testing/one-approval.ts";
import type { PhoneUnderTest } from "../testing/phone-under-test.ts";
import { appendLine, asksFor } from "../testing/puppets.ts";
import { randomBytes } from "../testing/rows.ts";
import { StateFolder } from "../testing/state-folder.ts";

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

function expectNothingOpen(on: DeskUnderTest): void {
  expect(on.store.approvals.pending()).toEqual([]);
  expect(on.store.runs.unfinished()).toEqual([]);
}

function expectSound(on: DeskUnderTest): void {
  expect(on.store.audit.verify().kind).toBe("whole");
  const start: Cursor = { feed: inboxFeed, seq: 0, chain: new Uint8Array(32) };
  const reading = on.desk.readFeed(start, undefined, 10_000);
  if (reading.kind !== "reset") throw new Error("expected to begin anew");
  let { chain } = reading;
  for (const event of reading.events) {
    chain = chainNext(nodePrimitives, chain, utf8(event.body));
    expect(event.chain).toEqual(chain);
  }
}

/** Rows, feed and audit log tell the same story: they were written together or not at all. */
function expectOneStory(on: DeskUnderTest): void {
  const audited = (what: string, id: Uint8Array) =>
    on.auditTexts().some((text) => text.includes(`"${what}"`) && text.includes(toBase64url(id)));
  const count = (table: string) =>
    on.folder.asSomebodyElse().prepare(`SELECT count(*) AS n FROM ${table}`).get();
  const events = on.events();
  const opened = events.filter((event) => event.t === "run.opened");
  expect(count("runs")).toEqual({ n: opened.length });
  for (const { run } of opened) {
    expect(audited("run.opened", run)).toBe(true);
    const states = events.filter((event) => event.t === "run.state" && equalBytes(event.run, run));
    expect(states.at(-1) ?? { state: "starting" }).toMatchObject({
      state: on.store.runs.byId(run)?.state,
    });
  }
  expect(count("approvals")).toEqual({ n: on.asks().length });
  for (const { approval } of on.asks()) {
    expect(audited("approval.asked", approval)).toBe(true);
    const end = events.findLast(
      (event) => event.t === "approval.resolved" && equalBytes(event.approval, approval),
    );
    const status = on.store.approvals.byId(approval)?.status;
    expect(end).toMatchObject({ outcome: status });
    expect(audited(`approval.${status}`, approval)).toBe(true);
  }
}

/** What a new program makes of what the crash left, and what the phone hears that gives all once more. */
async function comeBack(on: DeskUnderTest, phone: PhoneUnderTest, moment: Moment): Promise<void> {
  expectNothingOpen(on);
  expectSound(on);
  expectOneStory(on);
  for (const { command, told } of moment.given) {
    const again = (await on.submit(phone, command)).at(-1);
    const last = told.at(-1);
    // Done, if it was done and only not told any more.
    if (last?.state === "running") expect(again?.state).toBeOneOf(["indeterminate", "done"]);
    else if (last !== undefined) expect(again).toEqual(last);
    if (command.t === "run.stop" && again?.state === "done") {
      expect(on.store.runs.byId(command.run)?.state).toBe("stopped");
    }
    if (command.t !== "approval.answer" || again?.state !== "done") continue;
    const wanted = command.decision === "approve" ? "approved" : "denied";
    expect(on.store.approvals.byId(command.approval)?.status).toBe(wanted);
  }
  const [ask] = on.asks();
  const status = ask && on.store.approvals.byId(ask.approval)?.status;
  if (moment.hadRun) expect(status).toBe("approved");
  expectSound(on);
}

/** Only what did nothing but wait can be let go on; then it is asked anew, and done once. */
async function letGoOn(on: DeskUnderTest, phone: PhoneUnderTest): Promise<"went on" | "not"> {
  const opened = on.events().find((event) => event.t === "run.opened");
  if (opened === undefined) return "not";
  const { run } = opened;
  const offered = on.events().findLast((event) => event.t === "run.state");
  const [ask] = on.asks();
  on.puppet = asksFor(appendLine()).puppet;
  const [told] = await on.submit(phone, phone.goOn(run));
  const isOffered = offered?.t === "run.state" && offered.goOn !== undefined;
  expect(told).toEqual(isOffered ? { state: "done" } : { state: "failed", code: "VOID" });
  if (!isOffered || ask === undefined) return "not";
  expect(on.store.approvals.byId(ask.approval)?.status).toBe("withdrawn");
  expect(await on.submit(phone, phone.goOn(run))).toEqual([{ state: "failed", code: "VOID" }]);
  const again = await on.asked(2);
  expect(again.approval).not.toEqual(ask.approval);
  expect(again.nonce).not.toEqual(ask.nonce);
  const tooLate = await on.submit(phone, phone.answer(ask, "approve"));
  expect(tooLate).toEqual([{ state: "failed", code: "ALREADY_RESOLVED" }]);
  expect(existsSync(join(on.workspace.path, "ran"))).toBe(false);
  expect(await on.submit(phone, phone.answer(again, "approve"))).toEqual([{ state: "done" }]);
  await on.untilRun(run, "done");
  expect(readFileSync(join(on.workspace.path, "ran"), "utf8")).toBe("once\n");
  expectSound(on);
  return "went on";
}

async function playThrough(ending: Ending) {
  const on = await deskUnderTest();
  ends.push(() => on.remove());
  const phone = on.addPhone();
  const moments = new Moments(on);
  await oneApproval(on, phone, ending, moments.look);
  return { on, phone, moments };
}

describe("a crash at any point of an approval", () => {
  it.each(endings)("that ends with %s loses nothing and repeats nothing", async (ending) => {
    const { on, phone, moments } = await playThrough(ending);
    expect(moments.points).toBeGreaterThanOrEqual(40);
    expect(moments.all.length).toBeGreaterThan(8);
    expect(moments.all.some(({ hadRun }) => hadRun)).toBe(ending === "approve");
    const wentOn: string[] = [];
    for (const moment of moments.all) {
      const { makeFolder } = on.workspace;
      const state = { path: moment.folder, makeFolder, remove: () => Promise.resolve() };
      const left = new StateFolder(state, on.folder.master);
      const workspace = await throwAwayFolder("longrein-work-");
      ends.push(async () => {
        left.closeAll();
        await workspace.remove();
      });
      const back = new DeskUnderTest(left, workspace, on.clock);
      await comeBack(back, phone, moment);
      // What was under way is not gone on with, and what was approved is not done by itself.
      expect(existsSync(join(workspace.path, "ran"))).toBe(false);
      wentOn.push(await letGoOn(back, phone));
    }
    expect(new Set(wentOn)).toEqual(new Set(["went on", "not"]));
  });

  it.each(endings)(
    "that ends with %s may come before and after every write there is",
    async (ending) => {
      const on = await deskUnderTest();
      ends.push(() => on.remove());
      const phone = on.addPhone();
      // SQLite's own count, which no write gets past, whichever way it takes.
      const written = () => on.store.database.get("SELECT total_changes() AS n")?.["n"];
      const unseen: unknown[] = [];
      const counts = [written()];
      await oneApproval(on, phone, ending, (_, write = "what the phone was told") => {
        const isAfterWrite = write.startsWith("after ");
        if (!isAfterWrite && written() !== counts.at(-1)) unseen.push(write);
        counts.push(written());
      });
      expect(unseen).toEqual([]);
      expect(written()).toBe(counts.at(-1));
      expect(new Set(counts).size).toBeGreaterThanOrEqual(20);
    },
  );
});

describe("a write that fails", () => {
  it("anywhere in an answer takes all of the answer back, and the next one counts", async () => {
    const on = await deskUnderTest();
    ends.push(() => on.remove());
    const phone = on.addPhone();
    const { database, approvals, audit } = on.store;
    on.puppet = async ({ signal, perform, folder }) => {
      const argv = ["touch", "ran"];
      const rest = { cwd: folder, environment: [], operands: [] };
      await perform({ t: "command", tool: "shell", argv, ...rest }, "touch", "");
      expect(signal.aborted).toBe(false);
    };
    const [told] = await on.submit(phone, phone.open());
    const ask = await on.asked();
    const answer = phone.answer(ask, "approve");
    const before = [on.events(), audit.head()];
    let failures = 0;
    for (let failAt = 1; approvals.byId(ask.approval)?.status === "pending"; failAt++) {
      let point = 0;
      database.faultPoint = (place) => {
        // What is committed does not fail any more.
        if (place !== "after COMMIT" && ++point === failAt) throw new Error("the disk is full");
      };
      const submitted = on.submit(phone, answer).catch((failure: unknown) => String(failure));
      // All of the answer is written by now; what the run does then is another matter.
      database.faultPoint = undefined;
      const refused = await submitted;
      if (typeof refused !== "string") break;
      failures++;
      expect(refused).toContain("the disk is full");
      expect([on.events(), audit.head()]).toEqual(before);
    }
    expect(failures).toBeGreaterThanOrEqual(10);
    expect(await on.submit(phone, answer)).toEqual([{ state: "done" }]);
    await on.untilRun(told?.run ?? randomBytes(16), "done");
    expect(existsSync(join(on.workspace.path, "ran"))).toBe(true);
    expect(audit.verify().kind).toBe("whole");
  });

  it("is not told as an outcome", async () => {
    const on = await deskUnderTest();
    ends.push(() => on.remove());
    const phone = on.addPhone();
    on.store.database.faultPoint = () => {
      throw new Error("the disk is full");
    };
    const told: unknown[] = [];
    const command = phone.open();
    const submitted = on.desk.submit(phone.id, command, randomBytes(9), (outcome) => {
      told.push(outcome);
    });
    await expect(submitted).rejects.toThrow("the disk is full");
    expect(told).toEqual([]);
  });
});
