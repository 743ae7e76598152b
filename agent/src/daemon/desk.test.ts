// Commands at the desk: who may, whether it is in time, and that each is carried out at most once.

import { commandLifetimeMaxMs, outcomeKeptMs } from "@longrein/protocol/limits";
import type { Command } from "@longrein/protocol";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type DeskUnderTest, deskUnderTest } from "../testing/desk-under-test.ts";
import type { PhoneUnderTest } from "../testing/phone-under-test.ts";
import { randomBytes } from "../testing/rows.ts";

let on: DeskUnderTest;
let phone: PhoneUnderTest;
beforeEach(async () => {
  on = await deskUnderTest();
  phone = on.addPhone();
});
afterEach(() => on.remove());

const failed = (code: string) => [{ state: "failed", code }];
const runsOpened = () => on.events().filter(({ t }) => t === "run.opened").length;
const untilStopped = (signal: AbortSignal) =>
  new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));

async function openRun(by = phone): Promise<Uint8Array> {
  const [told] = await on.submit(by, by.open());
  if (told?.run === undefined) throw new Error("expected a run");
  return told.run;
}

describe("a command", () => {
  it("is carried out once, though it comes a hundred times at once", async () => {
    const command = phone.open();
    const told = await Promise.all(Array.from({ length: 100 }, () => on.submit(phone, command)));
    const [first] = told;
    expect(first).toMatchObject([{ state: "done", run: expect.any(Uint8Array) }]);
    for (const each of told) expect(each).toEqual(first);
    expect(runsOpened()).toBe(1);
  });

  it("is carried out once, though it comes again after a restart", async () => {
    const command = phone.open();
    const told = await on.submit(phone, command);
    await on.untilRun(told[0]?.run ?? randomBytes(16), "done");
    on = on.restarted();
    expect(await on.submit(phone, command)).toEqual(told);
    expect(runsOpened()).toBe(1);
  });

  it("with the id of another is a conflict and changes nothing", async () => {
    const command = phone.open();
    const told = await on.submit(phone, command);
    const other: Command = { ...phone.open({ prompt: "something else" }), id: command.id };
    expect(await on.submit(phone, other)).toEqual(failed("IDEMPOTENCY_CONFLICT"));
    expect(await on.submit(phone, command)).toEqual(told);
    expect(runsOpened()).toBe(1);
  });

  it("with the id of another phone's is a command of its own", async () => {
    const other = on.addPhone();
    const command = phone.open();
    await on.submit(phone, command);
    expect(await on.submit(other, command)).toMatchObject([{ state: "done" }]);
    expect(runsOpened()).toBe(2);
  });

  it("is taken until the millisecond in which it expires", async () => {
    const now = on.clock.now();
    const late = { ...phone.open(), exp: now };
    const just = { ...phone.open(), exp: now + 1 };
    expect(await on.submit(phone, late)).toEqual(failed("EXPIRED"));
    expect(await on.submit(phone, just)).toMatchObject([{ state: "done" }]);
  });

  it("may expire a day ahead and no later", async () => {
    const latest = on.clock.now() + commandLifetimeMaxMs;
    const far = { ...phone.open(), exp: latest + 1 };
    const farthest = { ...phone.open(), exp: latest };
    expect(await on.submit(phone, far)).toEqual(failed("INVALID"));
    expect(await on.submit(phone, farthest)).toMatchObject([{ state: "done" }]);
  });

  it("that was done in time stays done, whenever it is asked about", async () => {
    const command = phone.open();
    const told = await on.submit(phone, command);
    on.clock.wall = command.exp + outcomeKeptMs;
    on = on.restarted();
    expect(await on.submit(phone, command)).toEqual(told);
    on.clock.wall += 1;
    on = on.restarted();
    expect(await on.submit(phone, command)).toEqual(failed("EXPIRED"));
    expect(runsOpened()).toBe(1);
  });

  it("for a workspace or a coding agent that is not there does nothing", async () => {
    expect(await on.submit(phone, phone.open({ workspace: "/" }))).toEqual(failed("NOT_FOUND"));
    expect(await on.submit(phone, phone.open({ driver: "none" }))).toEqual(failed("NOT_FOUND"));
    const nobodys = randomBytes(16);
    expect(await on.submit(phone, phone.prompt(nobodys))).toEqual(failed("NOT_FOUND"));
    const [, ended] = await on.submit(phone, phone.stop(nobodys));
    expect(ended).toEqual({ state: "failed", code: "NOT_FOUND" });
    expect(on.events()).toEqual([]);
  });
});

describe("the right to command", () => {
  const everyKind = (by: PhoneUnderTest, run: Uint8Array): Command[] => {
    const [ask] = on.asks();
    if (ask === undefined) throw new Error("expected a question");
    return [by.open(), by.prompt(run), by.stop(run), by.answer(ask, "approve")];
  };
  const askForTouch = async () => {
    on.puppet = async (run) => {
      const argv = ["touch", "made"];
      const rest = { cwd: run.folder, environment: [], operands: [] };
      await run.perform({ t: "command", tool: "shell", argv, ...rest }, "touch", "");
    };
    const run = await openRun();
    await on.asked();
    return run;
  };

  it.each([
    ["a phone that may only look", (desk: DeskUnderTest) => desk.addPhone("viewer")],
    [
      "a phone that was revoked a moment ago",
      (desk: DeskUnderTest) => {
        const lost = desk.addPhone("owner");
        desk.store.devices.revoke(lost.id, desk.clock.now());
        return lost;
      },
    ],
  ])("of %s is none", async (_, make) => {
    const run = await askForTouch();
    const by = make(on);
    const before = on.events();
    for (const command of everyKind(by, run)) {
      expect(await on.submit(by, command)).toEqual(failed("FORBIDDEN"));
    }
    expect(on.events()).toEqual(before);
    expect(on.store.approvals.pendingCount(run)).toBe(1);
  });

  it("of a phone that was never paired is none", async () => {
    const run = await askForTouch();
    const stranger = on.addPhone("owner");
    Object.defineProperty(stranger, "id", { value: randomBytes(16) });
    for (const command of everyKind(stranger, run)) {
      expect(await on.submit(stranger, command)).toEqual(failed("FORBIDDEN"));
    }
  });

  it("of an operator is all that there is", async () => {
    const run = await askForTouch();
    const [open, prompt, stop, answer] = everyKind(phone, run);
    const states = [];
    for (const command of [open, answer, prompt, stop]) {
      if (command === undefined) throw new Error("expected a command");
      states.push((await on.submit(phone, command)).at(-1)?.code ?? "done");
    }
    // The run is still at its command, so a prompt has to wait; but nothing was forbidden.
    expect(states).toEqual(["done", "done", "BUSY", "done"]);
  });
});

describe("stopping a run", () => {
  it("is running until the run has ended, and only then done, for all who ask", async () => {
    let letEnd = () => {};
    let begun = false;
    on.puppet = async ({ signal }) => {
      begun = true;
      await untilStopped(signal);
      await new Promise<void>((resolve) => (letEnd = resolve));
    };
    const run = await openRun();
    await on.until(() => begun, "the turn");
    const stop = phone.stop(run);
    let ended = 0;
    const told = [stop, stop].map((command) => on.submit(phone, command).finally(() => ended++));
    await on.untilRun(run, "stopping");
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect([ended, on.store.runs.byId(run)?.state]).toEqual([0, "stopping"]);
    letEnd();
    const both = [{ state: "running" }, { state: "done" }];
    expect(await Promise.all(told)).toEqual([both, both]);
    expect(on.store.runs.byId(run)?.state).toBe("stopped");
  });

  it("that a crash cut short is indeterminate, and is not done again by itself", async () => {
    on.puppet = () => new Promise(() => {});
    const run = await openRun();
    const stop = phone.stop(run);
    on.submit(phone, stop).catch(() => undefined);
    await on.untilRun(run, "stopping");
    on = on.restarted();
    expect(await on.submit(phone, stop)).toEqual([{ state: "indeterminate" }]);
    expect(on.store.runs.byId(run)?.state).toBe("indeterminate");
  });

  it("lets it be prompted again afterwards, and not before", async () => {
    on.puppet = ({ signal }) => untilStopped(signal);
    const run = await openRun();
    expect(await on.submit(phone, phone.prompt(run))).toEqual(failed("BUSY"));
    await on.submit(phone, phone.stop(run));
    expect(await on.submit(phone, phone.prompt(run))).toEqual([{ state: "done" }]);
    expect(on.store.runs.byId(run)?.state).toBe("working");
  });
});
