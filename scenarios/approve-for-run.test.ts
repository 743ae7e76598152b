// An approval that holds for the run: given on a phone, used without asking, seen on the run's page, and taken back;
// with a real browser, relay and agent around it.

import { afterEach, beforeEach, expect, test } from "vitest";
import type { DriverRun, Performed } from "../agent/src/runs/driver.ts";
import { startAgentHere } from "./agent-here.ts";
import { answer, answerWithinMs, openDemoRun, pair, transcript } from "./demo-phone.ts";
import type { Longrein } from "./longrein.ts";
import { type Phone, openPhone } from "./phone.ts";
import { simpleDriver } from "./simple-driver.ts";

const workspace = "orchard";
const soon = { timeout: answerWithinMs };
const command = "echo watered";

let wishes = 0;

/** Each prompt is a command that it wants to run, for another reason each time. */
const wateringDriver = simpleDriver("waterer", async (run, prompt) => {
  const performed = await water(run, prompt);
  const text = `It was ${performed.kind}.`;
  run.emit({ t: "text", item: run.nextItem(), role: "answer", delta: text });
});

function water({ perform, folder }: DriverRun, script: string): Promise<Performed> {
  const shell = { program: "/bin/sh", script };
  const about = { cwd: folder, environment: [], operands: [] };
  return perform({ t: "command", tool: "shell", shell, ...about }, script, `dry ${++wishes}`);
}

let longrein: Longrein;
let phone: Phone;
beforeEach(async () => {
  longrein = await startAgentHere({
    drivers: [wateringDriver],
    workspace,
    onPaired: ({ runs }) => {
      runs.open({ workspace, driver: wateringDriver.name, prompt: { text: command } });
    },
  });
  phone = await openPhone();
  await pair(phone, longrein);
});

afterEach(async () => {
  await phone.close();
  await longrein.interrupt();
  expect(phone.complaints).toEqual([]);
});

async function say(text: string): Promise<void> {
  await phone.page.getByTestId("composer").fill(text);
  await phone.page.getByTestId("send").click();
}

const timesDone = async () => (await transcript(phone)).split("It was done.").length - 1;

test("what is approved for the run is not asked about again, is listed, and is asked about once withdrawn", async () => {
  const { page } = phone;
  await openDemoRun(phone);
  const card = page.getByTestId("approval-card").filter({ hasText: command });
  await card.getByTestId("for-run").click(soon);
  await page.getByTestId("approve-for-run").click(soon);
  await expect.poll(timesDone, soon).toBe(1);

  await say(command);
  await expect.poll(timesDone, soon).toBe(2);
  expect(await page.getByTestId("unasked").count()).toBe(1);
  const list = page.getByTestId("grants");
  await list.locator("summary").click();
  expect(await list.innerText()).toContain(command);
  expect(await list.innerText()).toContain("1 time so far");

  await page.getByTestId("withdraw-grant").click();
  await expect.poll(() => list.count(), soon).toBe(0);
  await say(command);
  await answer(phone, command, "deny");
  await expect.poll(() => transcript(phone), soon).toContain("It was denied.");
});

test("what is of more than low risk is not offered at once for the run, and what is of high risk not at all", async () => {
  const { page } = phone;
  await openDemoRun(phone);
  await answer(phone, command, "deny");
  await say("touch beds");
  const medium = page.getByTestId("approval-card").filter({ hasText: "touch beds" });
  await medium.getByTestId("deny-more").click(soon);
  expect(await medium.getByTestId("for-run").count()).toBe(0);
  await page.getByTestId("approve-for-run").click(soon);
  await expect.poll(timesDone, soon).toBe(1);

  await say("rm -rf beds");
  const high = page.getByTestId("approval-card").filter({ hasText: "rm -rf beds" });
  await high.getByTestId("deny-more").click(soon);
  await page.getByTestId("deny-all").waitFor(soon);
  expect(await page.getByTestId("approve-for-run").count()).toBe(0);
  expect(await high.getByTestId("for-run").count()).toBe(0);
});
