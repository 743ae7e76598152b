// A prompt that waits for the end of a turn, on two phones: changed on one, taken back on the other, and told where it
// was too late; with real browsers, a relay and an agent around it.

import { afterEach, beforeEach, expect, test } from "vitest";
import type { AgentHere } from "./agent-here.ts";
import { answerWithinMs, transcript } from "./demo-phone.ts";
import type { Phone } from "./phone.ts";
import { SlowAgent, changeWaiting, openRunOnPhone } from "./run-on-phone.ts";

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

async function say(text: string): Promise<void> {
  await phone.page.getByTestId("composer").fill(text);
  await phone.page.getByTestId("send").click();
  await expect.poll(() => waiting().count(), soon).toBeGreaterThan(0);
}

const waiting = () => phone.page.locator("[data-testid=own-prompt][data-progress=running]");

test("what waits is changed where it stands, and only the change is begun", async () => {
  const { page } = phone;
  await say("water the pear");
  await page.getByTestId("edit-waiting").click(soon);
  await page.getByTestId("waiting-words").fill("water the plum");
  await page.getByTestId("save-waiting").click();
  await expect.poll(() => waiting().innerText(), soon).toContain("water the plum");
  slow.endTurn();
  await expect.poll(() => transcript(phone), soon).toContain("Done with: begin.");
  await expect.poll(() => waiting().count(), soon).toBe(0);
  slow.endTurn();
  await expect.poll(() => transcript(phone), soon).toContain("Done with: water the plum.");
  expect(await transcript(phone)).not.toContain("pear");
});

test("what is taken back leaves no trace of having failed, and is never begun", async () => {
  await say("dig it all up");
  await phone.page.getByTestId("withdraw-waiting").click(soon);
  await expect.poll(() => waiting().count(), soon).toBe(0);
  slow.endTurn();
  await expect.poll(() => transcript(phone), soon).toContain("Done with: begin.");
  expect(await transcript(phone)).not.toContain("dig it all up");
});

test("what is being written when the agent begins is kept in the line below", async () => {
  const { page } = phone;
  await say("water the pear");
  await page.getByTestId("edit-waiting").click(soon);
  await page.getByTestId("waiting-words").fill("water the plum");
  slow.endTurn();
  const line = page.getByTestId("composer");
  await expect.poll(() => line.inputValue(), soon).toBe("water the plum");
});

test("a change that comes after the agent has begun says so, and keeps what was written", async () => {
  const { page } = phone;
  await say("water the pear");
  // The turn ends while the change is on its way.
  await changeWaiting(page, "water the plum", () => slow.endTurn());
  const late = page.getByTestId("late-change");
  await expect.poll(() => late.innerText(), soon).toContain("the agent had begun it");
  await page.getByTestId("keep-late").click();
  await expect.poll(() => page.getByTestId("composer").inputValue(), soon).toBe("water the plum");
  await expect.poll(() => late.count(), soon).toBe(0);
});
