// Prompts that wait for the end of a turn: seen by every phone, changed and withdrawn until they are begun, once, and
// told honestly where somebody was too late.

import {
  type AgentEvent,
  type Command,
  type OutcomeCode,
  inboxFeed,
  toBase64url,
} from "@longrein/protocol";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type DeskUnderTest, deskUnderTest } from "../testing/desk-under-test.ts";
import type { PhoneUnderTest } from "../testing/phone-under-test.ts";
import { InboxOverview } from "./inbox-overview.ts";
import { localWaiting } from "./local-waiting.ts";

let on: DeskUnderTest;
let phone: PhoneUnderTest;
let run: Uint8Array;
let prompts: string[];
/** Ends the turn that is under way. */
let endTurn: () => void;
beforeEach(async () => {
  on = await deskUnderTest();
  phone = on.addPhone();
  prompts = [];
  on.puppet = (puppet, prompt) => {
    prompts.push(prompt);
    return new Promise((resolve) => {
      endTurn = resolve;
      puppet.signal.addEventListener("abort", () => resolve());
    });
  };
  const [told] = await on.submit(phone, phone.open());
  run = told?.run ?? new Uint8Array();
  await on.until(() => prompts.length === 1, "the first turn");
});
afterEach(() => on.remove());

const done = [{ state: "done" }];
const failed = (code: OutcomeCode) => [{ state: "failed", code }];
type Told = Extract<AgentEvent, { t: "prompt" | "prompt.queued" | "prompt.dropped" }>;
const told = () =>
  on
    .runEvents(run)
    .filter((event): event is Told => event.t.startsWith("prompt"))
    .slice(1);
const summary = () =>
  told().map((event) => (event.t === "prompt.dropped" ? event.why : `${event.t} ${event.text}`));

/** What becomes of it is known when the turn has ended. */
function queue(text: string, by = phone) {
  const command = by.prompt(run, text, "queue");
  return { prompt: command.id, ended: on.submit(by, command) };
}
const change = (prompt: Uint8Array, text: string, revision = 1, by = phone): Command =>
  by.command({ t: "prompt.change", run, prompt, revision, text });
const withdraw = (prompt: Uint8Array, by = phone): Command =>
  by.command({ t: "prompt.withdraw", run, prompt });
const untilPrompted = (...expected: readonly string[]) =>
  on.until(
    () => prompts.join() === ["do it", ...expected].join(),
    `${expected.join()} to be begun`,
  );

describe("a prompt that waits", () => {
  it("is told to all, is changed by whoever saw it, and is begun in its latest words", async () => {
    const { prompt, ended } = queue("water");
    const other = on.addPhone();
    const changed = change(prompt, "water twice", 1, other);
    expect(await on.submit(other, changed)).toEqual(done);
    expect(await on.submit(other, changed), "the very same command again").toEqual(done);
    expect(await on.submit(phone, change(prompt, "never", 1))).toEqual(failed("VOID"));
    endTurn();
    await untilPrompted("water twice");
    expect((await ended).at(-1)).toEqual({ state: "done" });
    expect(summary()).toEqual([
      "prompt.queued water",
      "prompt.queued water twice",
      "prompt water twice",
    ]);
    expect(told()[1]).toMatchObject({ revision: 2, command: prompt, device: phone.id });
  });

  it("keeps its place when it is changed, and leaves it when it is withdrawn", async () => {
    const [one, two, three] = [queue("one"), queue("two"), queue("three")];
    await on.submit(phone, change(one.prompt, "first"));
    const other = on.addPhone();
    const withdrawn = withdraw(two.prompt, other);
    expect(await on.submit(other, withdrawn)).toEqual(done);
    expect(await on.submit(other, withdrawn)).toEqual(done);
    expect((await two.ended).at(-1)).toEqual({ state: "failed", code: "VOID" });
    expect(told().at(-1)).toMatchObject({
      command: two.prompt,
      why: "withdrawn",
      device: other.id,
    });
    endTurn();
    await untilPrompted("first");
    endTurn();
    await untilPrompted("first", "three");
    await Promise.all([one.ended, three.ended]);
  });

  it("is neither changed nor withdrawn any more once it is begun, or gone", async () => {
    const { prompt } = queue("water");
    endTurn();
    await untilPrompted("water");
    for (const late of [change(prompt, "dig"), withdraw(prompt)]) {
      expect(await on.submit(phone, late)).toEqual(failed("ALREADY_RESOLVED"));
    }
    const gone = queue("prune");
    await on.submit(phone, withdraw(gone.prompt));
    for (const late of [change(gone.prompt, "dig"), withdraw(gone.prompt)]) {
      expect(await on.submit(phone, late)).toEqual(failed("ALREADY_RESOLVED"));
    }
    expect(prompts).toEqual(["do it", "water"]);
  });

  it("has fifty racing changes of its first words taken once", async () => {
    const { prompt } = queue("water");
    const all = Array.from({ length: 50 }, (_, n) => change(prompt, `${n}`));
    const ends = await Promise.all(all.map((each) => on.submit(phone, each)));
    expect(ends.filter(([end]) => end?.state === "done")).toHaveLength(1);
    expect(ends.filter(([end]) => end?.code === "VOID")).toHaveLength(49);
  });

  it("is a viewer's to see alone", async () => {
    const { prompt } = queue("water");
    const viewer = on.addPhone("viewer");
    for (const each of [change(prompt, "dig", 1, viewer), withdraw(prompt, viewer)]) {
      expect(await on.submit(viewer, each)).toEqual(failed("FORBIDDEN"));
    }
  });

  it("is told to be gone when its turn does not end well, and when the agent starts anew", async () => {
    queue("water");
    await on.submit(phone, phone.stop(run));
    expect(summary()).toEqual(["prompt.queued water", "turn"]);
    await on.submit(phone, phone.prompt(run, "again"));
    await on.until(() => prompts.length === 2, "another turn");
    const { prompt } = queue("prune");
    on = on.restarted();
    expect(summary().at(-1)).toBe("restart");
    expect(toBase64url(prompt)).not.toBe("");
    expect(await on.submit(phone, withdraw(prompt))).toEqual(failed("ALREADY_RESOLVED"));
  });
});

describe("at the machine, what waits", () => {
  const list = () => {
    const verbs = localWaiting(new InboxOverview(on.store), on.runs, on.store);
    const asked = { t: "prompts.list", which: toBase64url(run) } as const;
    const signal = new AbortController().signal;
    const nothingMore = { news: () => Promise.resolve(), onInput: () => undefined, signal };
    return verbs["prompts.list"](asked, nothingMore);
  };

  it("is in its latest words, as old as when it was given, and without what is hidden in them", async () => {
    const secret = `ghp_${"0a1B".repeat(9)}`;
    const { prompt } = queue("water");
    const at = on.clock.now();
    on.clock.advance(60_000);
    await on.submit(phone, change(prompt, `push with ${secret}`));
    queue("prune");
    const shown = "push with [hidden: GitHub token 1]";
    expect(list()).toEqual({
      run,
      prompts: [
        { prompt, text: shown, at, phone: expect.any(String) },
        expect.objectContaining({ text: "prune", at: at + 60_000 }),
      ],
    });
    expect(told()[1]).toMatchObject({ text: shown });
    endTurn();
    await on.until(() => prompts.length === 2, "the next turn");
    expect(list()).toMatchObject({ prompts: [{ text: "prune" }] });
  });

  it("is known without a look into the run's feed, however long that is", () => {
    queue("water");
    const read = vi.spyOn(on.store.events, "read");
    expect(list()).toMatchObject({ prompts: [{ text: "water" }] });
    const feedsRead = new Set(read.mock.calls.map(([{ feed }]) => feed));
    read.mockRestore();
    expect([...feedsRead]).toEqual([inboxFeed]);
  });

  it("is nothing in a run that was left by an agent that ended", () => {
    queue("water");
    on = on.restarted();
    expect(list()).toEqual({ run, prompts: [] });
  });
});
