// A coding agent's questions: asked in the inbox, answered once, and over when nobody waits any more.

import type { Command, QuestionAnswer } from "@longrein/protocol";
import { questionLifetimeMs } from "@longrein/protocol/limits";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type DeskUnderTest, deskUnderTest } from "../testing/desk-under-test.ts";
import type { PhoneUnderTest } from "../testing/phone-under-test.ts";
import { randomBytes } from "../testing/rows.ts";

let on: DeskUnderTest;
let phone: PhoneUnderTest;
let heard: (QuestionAnswer | undefined)[];
let wait: AbortController;
beforeEach(async () => {
  on = await deskUnderTest();
  phone = on.addPhone();
  heard = [];
  wait = new AbortController();
});
afterEach(() => on.remove());

const colour = {
  text: "Which colour?",
  choices: [{ label: "red" }, { label: "blue" }],
  many: false,
  free: true,
  secret: false,
};
const token = { text: "Token?", choices: [], many: false, free: false, secret: true };

/** A run that asks this and ends with the answer. */
async function ask(...parts: readonly (typeof colour)[]) {
  on.puppet = async (run) => {
    heard.push(await run.question(parts, "a server", wait.signal));
  };
  const [told] = await on.submit(phone, phone.open());
  const run = told?.run ?? randomBytes(16);
  await on.until(() => on.questionsAsked().length > 0, "a question");
  const [question] = on.questionsAsked();
  if (question === undefined) throw new Error("expected a question");
  return { run, question };
}

const choose = (...choices: number[]): QuestionAnswer => ({
  declined: false,
  parts: [{ choices }],
});
const say = (text: string): QuestionAnswer => ({ declined: false, parts: [{ choices: [], text }] });
const decline: QuestionAnswer = { declined: true, parts: [] };
const failed = (code: string) => [{ state: "failed", code }];
const outcomes = () =>
  on.events().flatMap((event) => (event.t === "question.resolved" ? [event.outcome] : []));

describe("a question", () => {
  it("is shown with who asks, makes the run wait, and its answer is heard", async () => {
    const { run, question } = await ask(colour);
    expect(question).toMatchObject({ run, from: "a server", parts: [colour] });
    expect(on.store.runs.byId(run)?.state).toBe("waiting");
    const answer = phone.answerQuestion(question.question, choose(1));
    expect(await on.submit(phone, answer)).toEqual([{ state: "done" }]);
    await on.untilRun(run, "done");
    expect([heard, outcomes()]).toEqual([[choose(1)], ["answered"]]);
  });

  it("is told to be answered in its run, too, and by what name the phone goes", async () => {
    const { run, question } = await ask(colour);
    on.devices.rename("machine", phone.id, "Kitchen phone");
    await on.submit(phone, phone.answerQuestion(question.question, choose(1)));
    const by = { question: question.question, device: phone.id, name: "Kitchen phone" };
    const resolved = { t: "question.resolved", run, outcome: "answered", ...by };
    for (const feed of [on.events(), on.runEvents(run)]) {
      expect(feed.filter(({ t }) => t === "question.resolved")).toMatchObject([resolved]);
    }
  });

  it("that is declined is answered by that", async () => {
    const { run, question } = await ask(colour);
    await on.submit(phone, phone.answerQuestion(question.question, decline));
    await on.untilRun(run, "done");
    expect([heard, outcomes()]).toEqual([[decline], ["declined"]]);
  });

  it("has one answer, however many phones give one", async () => {
    const { run, question } = await ask(colour);
    const phones = [phone, on.addPhone(), on.addPhone("owner")];
    const given: [PhoneUnderTest, Command][] = phones.map((by, index) => [
      by,
      by.answerQuestion(question.question, say(`${index}`)),
    ]);
    const told = await Promise.all(given.map(([by, command]) => on.submit(by, command)));
    expect(told).toEqual([
      [{ state: "done" }],
      failed("ALREADY_RESOLVED"),
      failed("ALREADY_RESOLVED"),
    ]);
    await on.untilRun(run, "done");
    expect([heard, outcomes()]).toEqual([[say("0")], ["answered"]]);
  });

  it("keeps what is typed out of every file of the store", async () => {
    const { run, question } = await ask(token);
    const secret = "canary-71f0c2";
    await on.submit(phone, phone.answerQuestion(question.question, say(secret)));
    await on.untilRun(run, "done");
    expect(heard).toEqual([say(secret)]);
    expect((await on.folder.allBytes()).includes(secret)).toBe(false);
    expect(JSON.stringify(on.events())).not.toContain(secret);
    expect(on.auditTexts().join()).not.toContain(secret);
  });

  it.each([
    ["no choice and no words", choose()],
    ["two choices of one", choose(0, 1)],
    ["a choice that is not there", choose(2)],
    ["a part too many", { declined: false, parts: [{ choices: [0] }, { choices: [0] }] }],
    ["an answer that is declined as well", { declined: true, parts: [{ choices: [0] }] }],
  ])("is not answered by %s", async (_, answer) => {
    const { question } = await ask(colour);
    const told = await on.submit(phone, phone.answerQuestion(question.question, answer));
    expect(told).toEqual(failed("INVALID"));
    expect([heard, outcomes()]).toEqual([[], []]);
  });

  it("may not be answered by who may only look", async () => {
    const { question } = await ask(colour);
    const viewer = on.addPhone("viewer");
    const told = await on.submit(viewer, viewer.answerQuestion(question.question, choose(0)));
    expect([told, outcomes()]).toEqual([failed("FORBIDDEN"), []]);
  });

  it("expires by the clock, and nobody waits for ever", async () => {
    const { run, question } = await ask(colour);
    on.clock.advance(questionLifetimeMs - 1);
    expect(outcomes()).toEqual([]);
    on.clock.advance(1);
    await on.untilRun(run, "done");
    expect([heard, outcomes()]).toEqual([[undefined], ["expired"]]);
    const late = await on.submit(phone, phone.answerQuestion(question.question, choose(0)));
    expect(late).toEqual(failed("ALREADY_RESOLVED"));
  });

  it("expires a moment after a sleep that was longer than its time, and nobody waits on", async () => {
    const { run } = await ask(colour);
    on.clock.wall += questionLifetimeMs;
    on.clock.advance(5_000);
    await on.untilRun(run, "done");
    expect([heard, outcomes()]).toEqual([[undefined], ["expired"]]);
  });

  it("is expired by the wall's clock too, where the timer slept", async () => {
    const { question } = await ask(colour);
    on.clock.wall += questionLifetimeMs;
    const late = await on.submit(phone, phone.answerQuestion(question.question, choose(0)));
    expect([late, outcomes()]).toEqual([failed("EXPIRED"), ["expired"]]);
  });

  it("is withdrawn when its coding agent no longer waits, or is stopped, or restarted", async () => {
    const { run } = await ask(colour);
    wait.abort();
    await on.untilRun(run, "done");
    expect([heard, outcomes()]).toEqual([[undefined], ["withdrawn"]]);

    wait = new AbortController();
    await on.submit(phone, phone.prompt(run));
    await on.until(() => on.questionsAsked().length === 2, "the second question");
    await on.submit(phone, phone.stop(run));
    expect(outcomes()).toEqual(["withdrawn", "withdrawn"]);

    await on.submit(phone, phone.prompt(run));
    await on.until(() => on.questionsAsked().length === 3, "the third question");
    on = on.restarted();
    expect(outcomes()).toEqual(["withdrawn", "withdrawn", "withdrawn"]);
    expect(on.store.questions.pending()).toEqual([]);
  });

  it("that no phone could show is not asked, and the run says so", async () => {
    on.puppet = async (run) => {
      heard.push(await run.question([], undefined, wait.signal));
    };
    const [told] = await on.submit(phone, phone.open());
    await on.untilRun(told?.run ?? randomBytes(16), "done");
    expect(heard).toEqual([undefined]);
    expect(on.runEvents(told?.run).at(-1)).toMatchObject({ t: "notice", level: "warning" });
  });
});
