// A secret that a run has said: hidden on every phone, and shown to an owner who asks, for a moment and on record.

import { afterEach, beforeEach, expect, test } from "vitest";
import type { Role } from "@longrein/protocol";
import { type AgentHere, startAgentHere } from "./agent-here.ts";
import { answerWithinMs, openDemoRun, shownCode } from "./demo-phone.ts";
import { type Phone, openPhone } from "./phone.ts";
import { simpleDriver } from "./simple-driver.ts";

const workspace = "orchard";
const soon = { timeout: answerWithinMs };
/** Put together, so that nobody who searches for secrets finds one here. */
const token = ["ghp", "aB3dE5gH7jK9mN1pQ2sT4vW6xY8zC0aB3dE5"].join("_");

const gardener = simpleDriver("gardener", (run) => {
  run.emit({
    t: "text",
    item: run.nextItem(),
    role: "answer",
    delta: `The shed opens with ${token}.\n`,
  });
  return Promise.resolve();
});

let agent: AgentHere;
let phone: Phone;
beforeEach(async () => {
  agent = await startAgentHere({ drivers: [gardener], workspace });
  phone = await openPhone();
});

afterEach(async () => {
  await phone.close();
  await agent.interrupt();
  expect(phone.complaints).toEqual([]);
});

async function followsAs(role: Role): Promise<void> {
  await phone.page.goto(agent.newLink(role));
  await phone.page.getByTestId("pair-button").click();
  agent.type(await shownCode(phone));
  agent.daemon.runs.open({ workspace, driver: gardener.name, prompt: { text: "begin" } });
  await openDemoRun(phone);
  await expect
    .poll(() => phone.page.getByTestId("answer").innerText(), soon)
    .toContain("The shed opens with [hidden: GitHub token 1].");
}

test("an owner sees a hidden secret by asking for it, hides it again, and the audit log says who looked", async () => {
  await followsAs("owner");
  const { page } = phone;
  await page.getByTestId("reveal").click(soon);
  await expect.poll(() => page.getByTestId("unmasked").innerText(), soon).toBe(token);
  await page.getByTestId("reveal").click();
  await page.getByTestId("unmasked").waitFor({ state: "detached" });
  expect(await page.content()).not.toContain(token);
  const { audit } = agent.daemon.store;
  const entries = audit.read(1, 1_000).map(({ entry }) => entry ?? "");
  expect(entries.filter((entry) => entry.includes("secret.revealed"))).toHaveLength(1);
});

test("an operator sees that something is hidden, and no way to see it", async () => {
  await followsAs("operator");
  expect(await phone.page.getByTestId("reveal").count()).toBe(0);
});
