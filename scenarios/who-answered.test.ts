// Two phones of one machine: what one of them answers closes on the other, which says by what name that one goes, in
// the receipt and in the run; with real browsers, a relay and an agent around them.

import { afterEach, beforeEach, expect, test } from "vitest";
import type { DriverRun } from "../agent/src/runs/driver.ts";
import { type AgentHere, startAgentHere } from "./agent-here.ts";
import { answer, answerWithinMs, openDemoRun, shownCode } from "./demo-phone.ts";
import { type Phone, openPhone } from "./phone.ts";
import { simpleDriver } from "./simple-driver.ts";

const workspace = "orchard";
const soon = { timeout: answerWithinMs };
const command = "echo watered";

/** Asks which tree, then wants to water it. */
const gardener = simpleDriver("gardener", (run, _prompt, signal) => work(run, signal));

async function work(run: DriverRun, signal: AbortSignal): Promise<void> {
  const choices = [{ label: "The pear" }, { label: "The plum" }];
  const part = { text: "Which tree?", choices, many: false, free: false, secret: false };
  await run.question([part], undefined, signal);
  const shell = { program: "/bin/sh", script: command };
  const about = { cwd: run.folder, environment: [], operands: [] };
  await run.perform({ t: "command", tool: "shell", shell, ...about }, command, "");
}

let agent: AgentHere;
let kitchen: Phone;
let garden: Phone;
beforeEach(async () => {
  agent = await startAgentHere({ drivers: [gardener], workspace });
  kitchen = await pairedPhone("Kitchen phone");
  garden = await pairedPhone("Garden phone");
  agent.daemon.runs.open({ workspace, driver: gardener.name, prompt: { text: "begin" } });
});

afterEach(async () => {
  await Promise.all([kitchen.close(), garden.close()]);
  await agent.interrupt();
  expect([...kitchen.complaints, ...garden.complaints]).toEqual([]);
});

async function pairedPhone(name: string): Promise<Phone> {
  const phone = await openPhone();
  await phone.page.goto(agent.newLink("operator"));
  await phone.page.getByTestId("device-name").fill(name);
  await phone.page.getByTestId("pair-button").click();
  agent.type(await shownCode(phone));
  await phone.page.getByTestId("new-run").waitFor(soon);
  return phone;
}

test("an answer given on one phone closes the question and the approval on the other, and names that phone", async () => {
  await Promise.all([openDemoRun(kitchen), openDemoRun(garden)]);
  await garden.page.getByTestId("question-card").waitFor(soon);
  await kitchen.page.getByLabel("The plum").check(soon);
  await kitchen.page.getByTestId("answer-question").click();
  const answered = garden.page.getByTestId("question-answered");
  await expect.poll(() => answered.innerText(), soon).toContain("from Kitchen phone");
  expect(await garden.page.getByTestId("question-card").count()).toBe(0);

  await answer(kitchen, command, "approve");
  const receipt = garden.page.locator("[data-testid=approval-card][data-stage=resolved]");
  await expect.poll(() => receipt.innerText(), soon).toContain("Approved from Kitchen phone");
  await expect
    .poll(() => kitchen.page.getByTestId("question-answered").innerText(), soon)
    .toContain("from this phone");

  // Whoever comes later finds it where it happened.
  await garden.page.reload();
  await expect.poll(() => answered.innerText(), soon).toContain("from Kitchen phone");
});
