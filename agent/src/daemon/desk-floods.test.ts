// A phone that wants too much, be it broken, stolen or somebody else's: what it may have is bounded, the other
// phones keep theirs, and what ends things is never refused for it.

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { commandBurstMax } from "../policy/command-rate.ts";
import { liveRunsPerDeviceMax } from "../policy/live-runs.ts";
import { type DeskUnderTest, type PuppetRun, deskUnderTest } from "../testing/desk-under-test.ts";
import type { PhoneUnderTest } from "../testing/phone-under-test.ts";

let on: DeskUnderTest;
let phone: PhoneUnderTest;
let other: PhoneUnderTest;
beforeEach(async () => {
  on = await deskUnderTest();
  phone = on.addPhone();
  other = on.addPhone();
});
afterEach(() => on.remove());

const busy = [{ state: "failed", code: "BUSY" }];
const tooFast = [{ state: "failed", code: "BUSY", seconds: 1 }];
const done = [{ state: "done" }];
const runsOpened = () => on.events().filter(({ t }) => t === "run.opened").length;
const untilStopped = ({ signal }: PuppetRun) =>
  new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));

async function open(by: PhoneUnderTest): Promise<Uint8Array> {
  const [told] = await on.submit(by, by.open());
  if (told?.run === undefined) throw new Error(`expected a run, not ${told?.code}`);
  return told.run;
}

describe("runs that work for one phone", () => {
  it("are bounded, and leave room for those of another", async () => {
    on.puppet = untilStopped;
    const runs: Uint8Array[] = [];
    for (let i = 0; i < liveRunsPerDeviceMax; i++) runs.push(await open(phone));
    expect(await on.submit(phone, phone.open())).toEqual(busy);
    const others = await open(other);
    if (runs[0] !== undefined) await on.submit(phone, phone.stop(runs[0]));
    await open(phone);
    await on.submit(other, other.stop(others));
    // Another's run at rest would be one more that works for it.
    expect(await on.submit(phone, phone.prompt(others))).toEqual(busy);
    expect(await on.submit(other, other.prompt(others))).toEqual(done);
  });
});

describe("a phone that commands without end", () => {
  /** Names nothing that is there, and is taken and remembered all the same. */
  const flood = async () => {
    for (let i = 0; i < commandBurstMax; i++) {
      const told = await on.submit(phone, phone.open({ workspace: "none" }));
      expect(told).toEqual([{ state: "failed", code: "NOT_FOUND" }]);
    }
  };

  it("is refused after a burst, and may say the same command again a moment later", async () => {
    await flood();
    const command = phone.open();
    expect(await on.submit(phone, command)).toEqual(tooFast);
    expect(runsOpened()).toBe(0);
    await open(other);
    on.clock.advance(1_000);
    expect(await on.submit(phone, command)).toMatchObject(done);
    expect(runsOpened()).toBe(2);
  });

  it("leaves ten entries of its refusals in the log", async () => {
    await flood();
    for (let i = 0; i < 50; i++) expect(await on.submit(phone, phone.open())).toEqual(tooFast);
    const told = on.auditTexts().filter((text) => text.includes('"command.refused"'));
    expect(told).toHaveLength(10);
  });

  it("hears what became of its earlier commands, and can stop a run and end everything", async () => {
    on.puppet = untilStopped;
    const command = phone.open();
    const first = await on.submit(phone, command);
    const run = first[0]?.run ?? new Uint8Array();
    for (let i = 0; i < commandBurstMax; i++) await on.submit(phone, phone.open());
    expect(await on.submit(phone, command)).toEqual(first);
    const stopped = await on.submit(phone, phone.stop(run));
    expect(stopped.at(-1)).toEqual({ state: "done" });
    for (let i = 0; i < 100; i++) await on.submit(phone, phone.stop(run));
    expect(await on.submit(phone, phone.stop(run))).toEqual(tooFast);
    const killed = await on.submit(phone, phone.command({ t: "kill" }));
    expect(killed.at(-1)).toEqual({ state: "done" });
  });
});
