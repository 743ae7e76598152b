// Words that an agent did not take: there again when the app is opened again, until their owner has seen to them; with a
// real browser, a relay and an agent around it.

import { afterEach, beforeEach, expect, test } from "vitest";
import type { WaitingPrompt } from "../agent/src/daemon/waiting-prompts.ts";
import type { AgentHere } from "./agent-here.ts";
import { answerWithinMs } from "./demo-phone.ts";
import type { Phone } from "./phone.ts";
import { SlowAgent, changeWaiting, openRunOnPhone, storedOn } from "./run-on-phone.ts";

const soon = { timeout: answerWithinMs };

let slow: SlowAgent;
let agent: AgentHere;
let phone: Phone;
beforeEach(async () => {
  slow = new SlowAgent();
  ({ agent, phone } = await openRunOnPhone(slow.driver, "begin"));
});

afterEach(async () => {
  await phone.close();
  await agent.interrupt();
  expect(phone.complaintsButLostNetwork().join("\n")).toBe("");
});

const own = (progress: string) =>
  phone.page.locator(`[data-testid=own-prompt][data-progress=${progress}]`);

/** It waits for the end of the turn. */
async function queue(text: string): Promise<void> {
  await phone.page.getByTestId("composer").fill(text);
  await phone.page.getByTestId("send").click();
  await own("running").waitFor(soon);
}

/** What the phone keeps of commands, refused words and drafts. */
async function outbox(): Promise<string[]> {
  return (await storedOn(phone.page, "outbox")).map((entry) => JSON.stringify(entry));
}

/** As the command line at the machine does it. */
function ofAllWaiting(act: (run: Uint8Array, prompt: WaitingPrompt) => unknown): void {
  const { runs, store } = agent.daemon;
  for (const { id } of store.runs.unfinished()) {
    for (const prompt of runs.waitingIn(id)) act(id, prompt);
  }
}

const kept = async () => (await outbox()).length;

async function openAgain(): Promise<void> {
  await phone.page.reload();
  await phone.page.getByTestId("composer").waitFor(soon);
}

/** With its turn, which did not come to a good end. */
async function refuse(text: string): Promise<string> {
  await queue(text);
  await phone.page.getByTestId("stop").click();
  await own("failed").waitFor(soon);
  await expect.poll(outbox, soon).toEqual([expect.stringContaining('"progress":"failed"')]);
  return own("failed").innerText();
}

test("a prompt that was refused is there again, with the reason, and sealed until it is edited", async () => {
  const { page } = phone;
  const said = await refuse("water the pear");
  expect(said).toContain("water the pear");
  expect((await outbox()).join()).not.toContain("pear");
  await openAgain();
  await own("failed").waitFor(soon);
  expect(await own("failed").innerText()).toBe(said);

  await page.getByTestId("edit-prompt").click();
  const line = page.getByTestId("composer");
  expect(await line.inputValue()).toBe("water the pear");
  // The draft alone.
  await expect.poll(outbox, soon).toEqual([expect.stringContaining('"draft"')]);
  await openAgain();
  await expect.poll(() => line.inputValue(), soon).toBe("water the pear");
  await page.waitForTimeout(1_500);
  expect(await own("failed").count()).toBe(0);
});

test("a prompt that was refused and thrown away stays away", async () => {
  await refuse("dig it all up");
  await openAgain();
  await phone.page.getByTestId("remove-prompt").click(soon);
  await expect.poll(kept, soon).toBe(0);
  await openAgain();
  await phone.page.waitForTimeout(1_500);
  expect(await own("failed").count()).toBe(0);
});

test("other words for a prompt that had begun are there again, too, until they are thrown away", async () => {
  const { page } = phone;
  await queue("water the pear");
  // The turn ends while the change is on its way.
  await changeWaiting(page, "water the plum", () => slow.endTurn());
  const late = page.getByTestId("late-change");
  await late.waitFor(soon);
  await expect.poll(outbox, soon).toEqual([expect.stringContaining('"progress":"failed"')]);
  const said = await late.innerText();
  expect(said).toContain("water the plum");
  await openAgain();
  await late.waitFor(soon);
  expect(await late.innerText()).toBe(said);
  await page.getByTestId("remove-late").click();
  await expect.poll(kept, soon).toBe(0);
});

test("of several changes of one prompt the last counts, so that none is there again once that is done", async () => {
  const { page } = phone;
  await queue("water the pear");
  // Somebody at the machine says it in other words while the change is on its way.
  await changeWaiting(page, "water the plum", () =>
    ofAllWaiting((run, { command, revision }) =>
      agent.daemon.runs.changePrompt(run, { prompt: command, revision, text: "water both" }),
    ),
  );
  await page.getByTestId("late-change").waitFor(soon);
  await expect.poll(kept, soon).toBe(2);
  await page.getByTestId("edit-waiting").click(soon);
  await page.getByTestId("waiting-words").fill("water neither");
  await page.getByTestId("save-waiting").click();
  await expect.poll(() => own("running").innerText(), soon).toContain("water neither");
  // The prompt that waits alone.
  await expect.poll(outbox, soon).toEqual([expect.stringContaining('"accepted"')]);
});

test("a prompt that was refused goes when its run is forgotten by its machine", async () => {
  await refuse("dig it all up");
  await phone.page.addInitScript(() => {
    const now = Date.now;
    Date.now = () => now() + 15 * 24 * 60 * 60_000;
  });
  await openAgain();
  await expect.poll(kept, soon).toBe(0);
  expect(await own("failed").count()).toBe(0);
});

test("of a prompt that was taken back, on this phone or elsewhere, no words are kept", async () => {
  await queue("water the pear");
  await phone.page.getByTestId("withdraw-waiting").click(soon);
  await expectNothingKept();

  await queue("water the plum");
  ofAllWaiting((run, { command }) => agent.daemon.runs.withdrawPrompt("machine", run, command));
  await expectNothingKept();
});

async function expectNothingKept(): Promise<void> {
  await expect.poll(() => own("running").count(), soon).toBe(0);
  await expect.poll(kept, soon).toBe(0);
  await phone.page.waitForTimeout(1_000);
  expect(await outbox()).toEqual([]);
}
