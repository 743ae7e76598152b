// A machine that is started anew while a run waits for an answer: with a real browser, relay and agent. One press lets
// the run go on, what it wanted is asked anew, and it is done once.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type AgentHere, startAgentHere } from "./agent-here.ts";
import { answer, answerWithinMs, openDemoRun, pair } from "./demo-phone.ts";
import { type Phone, openPhone } from "./phone.ts";
import { simpleDriver } from "./simple-driver.ts";

const workspace = "orchard";
const soon = { timeout: answerWithinMs };
const driver = simpleDriver("gardener", async (run) => {
  const shell = { program: "/bin/sh", script: "echo once >> watered" };
  const wish = { t: "command", tool: "shell", shell, cwd: run.folder } as const;
  await run.perform({ ...wish, environment: [], operands: [] }, "water", "it is dry");
});

let agent: AgentHere;
let phone: Phone;
beforeEach(async () => {
  agent = await startAgentHere({
    drivers: [driver],
    workspace,
    onPaired: ({ runs }) => {
      runs.open({ workspace, driver: driver.name, prompt: { text: "water the trees" } });
    },
  });
  phone = await openPhone();
  await pair(phone, agent);
});
afterEach(async () => {
  await phone.close();
  await agent.interrupt();
});

test("one press lets it go on, it asks anew, and it is done once", async () => {
  const { page } = phone;
  await openDemoRun(phone);
  await page.getByTestId("approval-card").waitFor(soon);
  expect(await page.getByTestId("go-on").count()).toBe(0);
  await agent.restart();
  await page.getByTestId("go-on").click(soon);
  await answer(phone, "watered", "approve");
  await expect
    .poll(() => page.getByTestId("run-state").getAttribute("data-state"), soon)
    .toBe("done");
  expect(await page.getByTestId("go-on").count()).toBe(0);
  const watered = join(agent.started.workspace, "watered");
  expect(await readFile(watered, "utf8")).toBe("once\n");
});
