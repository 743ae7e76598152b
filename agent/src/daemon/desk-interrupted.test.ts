// A run that waits for an answer when the agent ends: it is known how far it came, so it can be let go on, once, by
// whoever may prompt it. What did more than wait is not offered so.

import { existsSync } from "node:fs";
import { questionLifetimeMs } from "@longrein/protocol/limits";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { DriverRun } from "../runs/driver.ts";
import { type DeskUnderTest, type PuppetRun, deskUnderTest } from "../testing/desk-under-test.ts";
import type { PhoneUnderTest } from "../testing/phone-under-test.ts";

let on: DeskUnderTest;
let phone: PhoneUnderTest;
beforeEach(async () => {
  on = await deskUnderTest();
  phone = on.addPhone();
});
afterEach(() => on.remove());

const done = [{ state: "done" }];
const failed = (code: string) => [{ state: "failed", code }];
const lasting = "touch begun; sleep 600";
const perform = ({ folder, perform: act }: DriverRun, script = "echo once >> ran") => {
  const shell = { program: "/bin/sh", script };
  const wish = { t: "command" as const, tool: "shell", shell, cwd: folder };
  return act({ ...wish, environment: [], operands: [] }, "a title", "because");
};
const parts = [{ text: "Which?", choices: [], many: false, free: true, secret: false }];
const question = (run: DriverRun) => run.question(parts, undefined, new AbortController().signal);
const emitTool = (run: DriverRun, item = run.nextItem()) => {
  run.emit({ t: "tool", item, kind: "command", title: "of its own", at: 1 });
  return item;
};

/** The run, once it waits. */
async function waiting(does: (run: PuppetRun) => unknown, session = true): Promise<Uint8Array> {
  on.puppet = async (run) => {
    if (session) run.inSession("thread 7");
    await does(run);
  };
  const [told] = await on.submit(phone, phone.open());
  if (told?.run === undefined) throw new Error("expected a run");
  await on.untilRun(told.run, "waiting");
  return told.run;
}

function lastState() {
  const state = on.events().findLast((event) => event.t === "run.state");
  return state?.t === "run.state" ? state : undefined;
}

const restart = () => {
  on = on.restarted();
};

describe("a run that waits for an answer when the agent dies", () => {
  it.each([
    ["an approval", (run: DriverRun) => perform(run)],
    ["an answer to a question", question],
    ["two at once", (run: DriverRun) => Promise.all([perform(run), question(run)])],
    [
      "an approval, after what it did before",
      (run: DriverRun) => {
        run.emit({ t: "tool.done", item: emitTool(run), status: "completed" });
        return perform(run);
      },
    ],
  ] as const)("for %s is offered to be let go on, and says why it stands", async (_, does) => {
    const run = await waiting(does);
    restart();
    const reason = "the agent was restarted while this waited for an answer";
    expect(lastState()).toMatchObject({ state: "indeterminate", reason });
    expect(lastState()?.goOn).toContain("restarted while you waited");
    expect(on.store.runs.interruptedCount()).toBe(1);
    let opened: string | undefined;
    let prompted = "";
    on.puppet = (again, prompt) => {
      opened = again.opening.session;
      prompted = prompt;
      return Promise.resolve();
    };
    expect(await on.submit(phone, phone.goOn(run))).toEqual(done);
    await on.untilRun(run, "done");
    expect([opened, prompted]).toEqual(["thread 7", "go on"]);
    expect(on.store.runs.interruptedCount()).toBe(0);
  });

  it("is offered so whatever an earlier turn has left open", async () => {
    on.puppet = (puppet) => Promise.resolve(void emitTool(puppet));
    const [told] = await on.submit(phone, phone.open());
    const run = told?.run ?? phone.id;
    await on.untilRun(run, "done");
    on.puppet = async (puppet) => {
      puppet.inSession("thread 7");
      await perform(puppet);
    };
    await on.submit(phone, phone.prompt(run));
    await on.untilRun(run, "waiting");
    restart();
    expect(lastState()?.goOn).toBeDefined();
  });

  it("is not, while its coding agent does something else, too", async () => {
    const run = await waiting((puppet) => {
      emitTool(puppet);
      return perform(puppet);
    });
    restart();
    expect(lastState()).toMatchObject({ state: "indeterminate" });
    expect(lastState()?.goOn).toBeUndefined();
    expect(await on.submit(phone, phone.goOn(run))).toEqual(failed("VOID"));
    // With words of one's own it goes on as ever.
    on.puppet = () => Promise.resolve();
    expect(await on.submit(phone, phone.prompt(run))).toEqual(done);
  });

  it("is not, while something that was approved is under way", async () => {
    const run = await waiting((puppet) =>
      Promise.all([perform(puppet, lasting), question(puppet)]),
    );
    const ask = await on.asked();
    await on.submit(phone, phone.answer(ask, "approve"));
    await on.until(() => existsSync(`${on.workspace.path}/begun`), "the command to run");
    expect(on.store.runs.byId(run)?.state).toBe("waiting");
    restart();
    expect(lastState()?.goOn).toBeUndefined();
    expect(await on.submit(phone, phone.goOn(run))).toEqual(failed("VOID"));
  });

  it("is not, if its coding agent remembers nothing of it", async () => {
    const run = await waiting(perform, false);
    restart();
    expect(lastState()?.goOn).toBeUndefined();
    expect(await on.submit(phone, phone.goOn(run))).toEqual(failed("VOID"));
  });
});

describe("what is offered", () => {
  it("is taken up once, by whoever is first", async () => {
    const run = await waiting(perform);
    restart();
    const other = on.addPhone();
    let turns = 0;
    on.puppet = () => {
      turns++;
      return Promise.resolve();
    };
    const goOn = phone.goOn(run);
    const both = await Promise.all([on.submit(phone, goOn), on.submit(other, other.goOn(run))]);
    expect(both).toEqual([done, failed("VOID")]);
    await on.untilRun(run, "done");
    expect(await on.submit(phone, goOn), "the same once more").toEqual(done);
    expect(await on.submit(other, other.goOn(run)), "much later").toEqual(failed("VOID"));
    expect(turns).toBe(1);
  });

  it("is open after further restarts, also when nobody takes it up for long", async () => {
    const run = await waiting(perform);
    restart();
    on.clock.advance(questionLifetimeMs * 10);
    restart();
    on.puppet = () => Promise.resolve();
    expect(await on.submit(phone, phone.goOn(run))).toEqual(done);
  });

  it("is refused to a viewer, and where the budget is used up", async () => {
    const run = await waiting(perform);
    restart();
    const viewer = on.addPhone("viewer");
    expect(await on.submit(viewer, viewer.goOn(run))).toEqual(failed("FORBIDDEN"));
    on.budget.record(run, undefined, { t: "usage", input: 1, output: 1, cost: 10_000_000, at: 1 });
    expect(await on.submit(phone, phone.goOn(run))).toEqual(failed("BUDGET"));
    expect(on.store.runs.interruptedCount()).toBe(1);
  });
});

describe("a run that waits when the agent is ended in order", () => {
  it("has stopped, and is offered in the same way", async () => {
    const run = await waiting(perform);
    await on.runs.close();
    expect(lastState()).toMatchObject({ state: "stopped" });
    const [withdrawn] = on.events().filter((event) => event.t === "approval.resolved");
    expect(withdrawn).toMatchObject({ outcome: "withdrawn", reason: "the agent was restarted" });
    restart();
    on.puppet = () => Promise.resolve();
    expect(await on.submit(phone, phone.goOn(run))).toEqual(done);
  });

  it("is not, where somebody has stopped it or pulled the kill switch", async () => {
    const run = await waiting(perform);
    await on.runs.kill(1_000);
    restart();
    expect(lastState()).toMatchObject({ state: "stopped" });
    expect(await on.submit(phone, phone.goOn(run))).toEqual(failed("VOID"));
  });
});
