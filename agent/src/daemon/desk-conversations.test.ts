// A run's conversation with its coding agent: further prompts, what is said into a turn, other settings, and
// going on after a restart, a failure, or a long rest.

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { liveRunsMax, liveRunsPerDeviceMax } from "../policy/live-runs.ts";
import type { DriverRun, Opening } from "../runs/driver.ts";
import { LostTurn } from "../runs/lost-turn.ts";
import { type DeskUnderTest, deskUnderTest } from "../testing/desk-under-test.ts";
import type { PhoneUnderTest } from "../testing/phone-under-test.ts";
import { appendLine } from "../testing/puppets.ts";
import { randomBytes } from "../testing/rows.ts";
import { settled } from "../testing/until.ts";

let on: DeskUnderTest;
let phone: PhoneUnderTest;
let openings: Opening[];
let prompts: string[];
/** Ends the turn that is under way. */
let endTurn: () => void;
beforeEach(async () => {
  on = await deskUnderTest();
  phone = on.addPhone();
  openings = [];
  prompts = [];
  on.puppet = (run, prompt) => {
    openings.push(run.opening);
    prompts.push(prompt);
    return new Promise((resolve) => {
      endTurn = resolve;
      run.signal.addEventListener("abort", () => resolve());
    });
  };
});
afterEach(() => on.remove());

const done = [{ state: "done" }];
const failed = (code: string) => [{ state: "failed", code }];
const running = { state: "running" };

async function open(
  about: Parameters<PhoneUnderTest["open"]>[0] = {},
  by = phone,
): Promise<Uint8Array> {
  const [told] = await on.submit(by, by.open(about));
  if (told?.run === undefined) throw new Error("expected a run");
  await on.until(() => prompts.length > 0, "the first turn");
  return told.run;
}

const untilPrompted = (...expected: readonly string[]) =>
  on.until(() => prompts.join() === expected.join(), `the prompts ${expected.join(", ")}`);
const shown = (run: Uint8Array) =>
  on.runEvents(run).flatMap((event) => (event.t === "prompt" ? [event] : []));

describe("a prompt while a turn is under way", () => {
  it("is refused, waits for the turn's end, or goes into it, as it says", async () => {
    const steered: string[] = [];
    on.manners = { steer: (text) => Promise.resolve(steered.push(text) > 0) };
    const run = await open();
    expect(await on.submit(phone, phone.prompt(run, "refused"))).toEqual(failed("BUSY"));
    const queue = phone.prompt(run, "later", "queue");
    const queued = on.submit(phone, queue);
    const steer = phone.prompt(run, "now", "steer");
    expect(await on.submit(phone, steer)).toEqual([running, ...done]);
    expect([steered, prompts]).toEqual([["now"], ["do it"]]);
    endTurn();
    expect(await queued).toEqual([running, ...done]);
    await untilPrompted("do it", "later");
    expect(on.store.runs.byId(run)?.state).toBe("working");
    const { id: device } = phone;
    expect(shown(run)).toMatchObject([
      { text: "do it", item: 0, device },
      { text: "now", item: 1, device, command: steer.id },
      { text: "later", item: 2, device, command: queue.id },
    ]);
  });

  it("is told that it cannot go into this turn, or into none at all", async () => {
    const run = await open();
    const steer = () => on.submit(phone, phone.prompt(run, "now", "steer"));
    expect(await steer()).toEqual([running, ...failed("UNSUPPORTED")]);
    endTurn();
    await on.untilRun(run, "done");
    on.manners = { steer: () => Promise.resolve(false) };
    const other = await open();
    const told = await on.submit(phone, phone.prompt(other, "now", "steer"));
    expect(told).toEqual([running, ...failed("BUSY")]);
    expect(shown(other)).toHaveLength(1);
  });

  it("that waits is dropped when the run is stopped, and when its turn fails", async () => {
    const run = await open();
    const queued = on.submit(phone, phone.prompt(run, "later", "queue"));
    await on.submit(phone, phone.stop(run));
    expect(await queued).toEqual([running, ...failed("VOID")]);
    on.puppet = () => Promise.reject(new Error("out of order"));
    const [told] = await on.submit(phone, phone.open());
    const also = await on.submit(phone, phone.prompt(told?.run ?? run, "later", "queue"));
    expect(also).toEqual([running, ...failed("VOID")]);
    expect(prompts).toEqual(["do it"]);
  });

  it("waits in a queue with an end", async () => {
    const run = await open();
    const queued = Array.from({ length: 9 }, (_, i) =>
      on.submit(phone, phone.prompt(run, `${i}`, "queue")),
    );
    expect(await queued[8]).toEqual([running, ...failed("BUSY")]);
    await on.submit(phone, phone.stop(run));
    expect(await queued[7]).toEqual([running, ...failed("VOID")]);
  });
});

describe("settings of a run", () => {
  it("are given to the coding agent when it is opened, and are shown when they change", async () => {
    const set: unknown[] = [];
    on.manners = { set: (settings) => Promise.resolve(set.push(settings) === 1) };
    const run = await open({ model: "large", mode: "plan" });
    expect(openings).toEqual([{ model: "large", mode: "plan" }]);
    const told = await on.submit(phone, phone.set(run, { model: "small" }));
    expect(told).toEqual([running, ...done]);
    const refused = await on.submit(phone, phone.set(run, { model: "none" }));
    expect(refused).toEqual([running, ...failed("INVALID")]);
    expect(set).toEqual([{ model: "small" }, { model: "none" }]);
    expect(on.runEvents(run).filter(({ t }) => t === "settings")).toMatchObject([
      { model: "small" },
    ]);
    expect(on.store.runs.byId(run)).toMatchObject({ model: "small", mode: "plan" });
  });

  it("cannot change where the coding agent does not know how", async () => {
    const run = await open();
    const told = await on.submit(phone, phone.set(run, { mode: "plan" }));
    expect(told).toEqual([running, ...failed("UNSUPPORTED")]);
    const nobodys = await on.submit(phone, phone.set(randomBytes(16), { mode: "plan" }));
    expect(nobodys).toEqual([running, ...failed("NOT_FOUND")]);
  });
});

describe("going on with a run", () => {
  const speaking = (session: string, title: string) => {
    on.puppet = (run, prompt) => {
      openings.push(run.opening);
      prompts.push(prompt);
      run.inSession(session);
      run.titled(title);
      return Promise.resolve();
    };
  };

  it("after a restart begins with the session that the coding agent named", async () => {
    speaking("thread 7", "About slugs");
    const run = await open({ model: "large" });
    await on.untilRun(run, "done");
    expect(on.events().find(({ t }) => t === "run.titled")).toMatchObject({ title: "About slugs" });
    on = on.restarted();
    speaking("thread 7", "About slugs");
    expect(await on.submit(phone, phone.prompt(run, "and then"))).toEqual(done);
    await on.untilRun(run, "done");
    await untilPrompted("do it", "and then");
    expect(openings).toEqual([{ model: "large" }, { model: "large", session: "thread 7" }]);
    expect(new Set(shown(run).map(({ item }) => item)).size).toBe(2);
    expect((await on.folder.allBytes()).includes("thread 7")).toBe(false);
  });

  it("that a crash cut short is up to somebody, and says that it is unclear until then", async () => {
    const run = await open();
    on = on.restarted();
    expect(on.store.runs.byId(run)?.state).toBe("indeterminate");
    speaking("thread 8", "t");
    expect(await on.submit(phone, phone.prompt(run))).toEqual(done);
    await on.untilRun(run, "done");
    const notices = on.runEvents(run).filter(({ t }) => t === "notice");
    expect(notices).toMatchObject([{ text: expect.stringContaining("does not remember") }]);
  });

  it("begins with a session of somebody else's, or with a copy of it", async () => {
    await open({ session: "theirs" });
    await open({ session: "theirs", fork: true });
    await untilPrompted("do it", "do it");
    expect(openings).toEqual([{ session: "theirs" }, { session: "theirs", fork: true }]);
    const [first, copy] = on.events().flatMap((e) => (e.t === "run.opened" ? [e.run] : []));
    const sessions = [first, copy].map((run) => run && on.store.runs.session(run));
    expect(sessions).toEqual(["theirs", undefined]);
  });

  it("after a failure opens a conversation anew, and the one before can ask for nothing", async () => {
    let first: DriverRun | undefined;
    on.puppet = (run) => {
      first ??= run;
      run.inSession("thread 9");
      openings.push(run.opening);
      return openings.length === 1 ? Promise.reject(new Error("it died")) : new Promise(() => {});
    };
    const [told] = await on.submit(phone, phone.open());
    const run = told?.run ?? randomBytes(16);
    await on.untilRun(run, "failed");
    await on.submit(phone, phone.prompt(run));
    await on.until(() => openings.length === 2, "the second turn");
    expect(openings).toEqual([{}, { session: "thread 9" }]);
    if (first === undefined) throw new Error("expected a first conversation");
    const performed = await first.perform(appendLine()(first), "t", "");
    expect([performed.kind, on.asks()]).toEqual(["refused", []]);
  });
});

describe("conversations that are open at once", () => {
  it("are bounded by those under way; what rests makes room, and comes back", async () => {
    const runs: Uint8Array[] = [];
    let by = phone;
    for (let i = 0; i < liveRunsMax; i++) {
      if (i > 0 && i % liveRunsPerDeviceMax === 0) by = on.addPhone();
      runs.push(await open({}, by));
    }
    await on.until(() => prompts.length === liveRunsMax, "all turns");
    const late = on.addPhone();
    expect(await on.submit(late, late.open())).toEqual(failed("BUSY"));
    const [first = randomBytes(16)] = runs;
    await on.submit(phone, phone.stop(first));
    expect(await on.submit(late, late.open())).toMatchObject(done);
    expect(await on.submit(phone, phone.prompt(first))).toEqual(failed("BUSY"));
    await on.submit(phone, phone.stop(runs[1] ?? first));
    expect(await on.submit(phone, phone.prompt(first))).toEqual(done);
    await on.until(() => prompts.length === liveRunsMax + 2, "the last turn");
  });

  it("are closed after a rest, if they can be gone on with", async () => {
    let closed = 0;
    on.manners = { close: () => Promise.resolve(void closed++) };
    on.puppet = (run) => {
      openings.push(run.opening);
      if (run.opening.session !== undefined) run.inSession(run.opening.session);
      return Promise.resolve();
    };
    const opened = [phone.open({ session: "s" }), phone.open()];
    for (const command of opened) {
      const [told] = await on.submit(phone, command);
      await on.untilRun(told?.run ?? randomBytes(16), "done");
    }
    on.clock.advance(15 * 60_000 - 1);
    await settled();
    expect(closed).toBe(0);
    on.clock.advance(1);
    await settled();
    expect(closed).toBe(1);
  });
});

describe("a turn whose coding agent is gone", () => {
  it("is unclear and not failed, and goes on with another conversation", async () => {
    on.puppet = (run) => {
      openings.push(run.opening);
      run.inSession("thread 10");
      const isFirst = openings.length === 1;
      return isFirst ? Promise.reject(new LostTurn("it is gone", "look")) : Promise.resolve();
    };
    const [told] = await on.submit(phone, phone.open());
    const run = told?.run ?? randomBytes(16);
    await on.untilRun(run, "indeterminate");
    expect(on.events().at(-1)).toMatchObject({ t: "run.state", reason: "it is gone" });
    await on.submit(phone, phone.prompt(run));
    await on.untilRun(run, "done");
    expect(openings).toEqual([{}, { session: "thread 10" }]);
  });

  it("is unclear although it was to stop, and so is the stop", async () => {
    on.puppet = (run) => {
      prompts.push("do it");
      return new Promise((_, reject) => {
        run.signal.addEventListener("abort", () => reject(new LostTurn("it is gone", "look")));
      });
    };
    const run = await open();
    expect(await on.submit(phone, phone.stop(run))).toEqual([running, { state: "indeterminate" }]);
    expect(on.store.runs.byId(run)?.state).toBe("indeterminate");
  });
});

describe("a stop that a coding agent does not confirm", () => {
  it("is unclear, and is said to be", async () => {
    on.puppet = () => {
      prompts.push("do it");
      return new Promise(() => {});
    };
    const run = await open();
    const stopped = on.submit(phone, phone.stop(run));
    await on.untilRun(run, "stopping");
    on.clock.advance(10_000);
    expect(await stopped).toEqual([running, { state: "indeterminate" }]);
    expect(on.events().at(-1)).toMatchObject({ t: "run.state", state: "indeterminate" });
  });
});
