// A coding agent that asks and asks, as one does that was told to tire whoever answers: its turn is ended before
// anybody gets used to saying yes.

import { approvalsPendingPerRunMax } from "@longrein/protocol/limits";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { usualQuotas } from "../runs/quotas.ts";
import { type DeskUnderTest, type PuppetRun, deskUnderTest } from "../testing/desk-under-test.ts";
import type { PhoneUnderTest } from "../testing/phone-under-test.ts";
import { appendLine } from "../testing/puppets.ts";

let on: DeskUnderTest;
let phone: PhoneUnderTest;
/** How each of what it asked for has ended. */
let ended: string[];
beforeEach(async () => {
  on = await deskUnderTest();
  phone = on.addPhone();
  ended = [];
});
afterEach(() => on.remove());

const { asksPerMinuteMax } = usualQuotas;
const count = (kind: string) => ended.filter((each) => each === kind).length;
const isBrokenOff = () => on.auditTexts().some((text) => text.includes('"run.exceeded"'));

async function askOnce(run: PuppetRun): Promise<void> {
  ended.push((await run.perform(appendLine()(run), "a title", "because")).kind);
}

function opened(): Uint8Array {
  const told = on.runs.open({ workspace: "w", driver: "puppet", prompt: { text: "do it" } });
  if (typeof told === "string") throw new Error(told);
  return told.run;
}

describe("a run that asks for more than anybody can judge", () => {
  it("is broken off: nothing of it runs, nothing stays open, and it is said and recorded", async () => {
    on.puppet = async (run) => {
      await Promise.all(Array.from({ length: 1_000 }, () => askOnce(run)));
    };
    const run = opened();
    await on.untilRun(run, "failed");
    expect(on.asks()).toHaveLength(approvalsPendingPerRunMax);
    expect(on.store.approvals.pendingCount(run)).toBe(0);
    // Of those that were counted, the ones beyond the bound of open questions were refused unseen.
    const unseen = asksPerMinuteMax - approvalsPendingPerRunMax;
    expect([count("refused"), count("withdrawn")]).toEqual([unseen + 1, 1_000 - unseen - 1]);
    expect(existsSync(join(on.workspace.path, "ran"))).toBe(false);
    const notice = on.runEvents(run).find((event) => event.t === "notice" && event.next);
    expect(notice).toMatchObject({ level: "error", text: expect.stringContaining("30 approvals") });
    const entry = on.auditTexts().find((text) => text.includes('"run.exceeded"')) ?? "{}";
    expect(JSON.parse(entry)).toMatchObject({ quota: "approvals" });
  });

  it("is broken off too when each is answered as it comes", async () => {
    on.quotas = { ...usualQuotas, asksPerMinuteMax: 5 };
    on.puppet = async (run) => {
      while (!run.signal.aborted) await askOnce(run);
    };
    const run = opened();
    for (let number = 1; number <= 5; number++) {
      await on.submit(phone, phone.answer(await on.asked(number), "deny"));
    }
    await on.untilRun(run, "failed");
    expect([count("denied"), count("refused"), on.asks().length]).toEqual([5, 1, 5]);
  });
});

it("a run that asks for much, as fast as somebody can answer, goes on", async () => {
  on.quotas = { ...usualQuotas, asksPerMinuteMax: 5 };
  on.puppet = async (run) => {
    for (let number = 1; number <= 12; number++) await askOnce(run);
  };
  const run = opened();
  for (let number = 1; number <= 12; number++) {
    await on.submit(phone, phone.answer(await on.asked(number), "deny"));
    on.clock.advance(12_000);
  }
  await on.untilRun(run, "done");
  expect([count("denied"), isBrokenOff()]).toEqual([12, false]);
});
