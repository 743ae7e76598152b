// A run that waits for an answer which does not come: with a real browser, relay and agent. Its machine is started anew,
// and one press lets the run go on, which asks anew, and does it once; or its time is over, and nothing is done.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { approvalLifetimeMs } from "@longrein/protocol/limits";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { systemClock } from "../agent/src/platform/clock.ts";
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
  vi.restoreAllMocks();
  await phone.close();
  await agent.interrupt();
});

const watered = () => join(agent.started.workspace, "watered");

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
  expect(await readFile(watered(), "utf8")).toBe("once\n");
});

test("what nobody answers in its time is denied, and the phone says so", async () => {
  const { page } = phone;
  await openDemoRun(phone);
  await page.getByTestId("approval-card").waitFor(soon);
  vi.spyOn(systemClock, "now").mockImplementation(() => Date.now() + approvalLifetimeMs);
  await page
    .locator("[data-testid=approval-card][data-stage=resolved][data-outcome=expired]")
    .waitFor(soon);
  await page.locator("[data-testid=run-state][data-state=done]").waitFor(soon);
  await expect(readFile(watered())).rejects.toThrow("ENOENT");
});
