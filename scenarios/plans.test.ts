// A plan on the phone: drawn to be read, its exact text one press away, gone on with in words, and begun under a
// stricter hand; with a real browser, relay and agent around it.

import { afterEach, beforeEach, expect, test } from "vitest";
import type { DriverRun } from "../agent/src/runs/driver.ts";
import { type AgentHere, startAgentHere } from "./agent-here.ts";
import { answerWithinMs, openDemoRun, pair, transcript } from "./demo-phone.ts";
import { type Phone, openPhone } from "./phone.ts";
import { simpleDriver } from "./simple-driver.ts";

const workspace = "orchard";
const soon = { timeout: answerWithinMs };
const plan = "# Roses\n\n1. Prune the **old** ones\n2. Paint `roses.txt`";

/** Asks for as long as it is told to plan on. */
const planner = simpleDriver("claude", async (run) => {
  for (let words: string | undefined = ""; words !== undefined;) {
    words = await planned(run, words);
  }
});

async function planned(run: DriverRun, words: string): Promise<string | undefined> {
  const planFilePath = "/home/mara/.claude/plans/roses.md";
  const input = JSON.stringify({ plan: plan + words, planFilePath });
  const wish = { t: "tool", tool: "ExitPlanMode", input, cwd: run.folder } as const;
  const item = run.nextItem();
  const { signal } = new AbortController();
  const about = { title: "Plan", says: "", item, approvals: "exact", signal } as const;
  const permission = await run.ask({ wish, ...about });
  const isApproved = permission.kind === "approved";
  run.emit({ t: "tool.done", item, status: isApproved ? "completed" : "declined" });
  if (permission.kind === "denied") return `\n3. ${permission.words ?? "Nothing"}`;
  const text = `It was ${permission.kind}.`;
  run.emit({ t: "text", item: run.nextItem(), role: "answer", delta: text });
  return undefined;
}

let agent: AgentHere;
let phone: Phone;
beforeEach(async () => {
  agent = await startAgentHere({
    drivers: [planner],
    workspace,
    onPaired: ({ runs, ceiling }) => {
      ceiling.set("machine", "trusted");
      runs.open({ workspace, driver: planner.name, prompt: { text: "Plan" } });
    },
  });
  phone = await openPhone();
  await pair(phone, agent);
});

afterEach(async () => {
  await phone.close();
  await agent.interrupt();
  expect(phone.complaints).toEqual([]);
});

test("a plan is read, planned on with words, and begun once the run asks about everything", async () => {
  const { page } = phone;
  await openDemoRun(phone);
  const text = page.getByTestId("plan-text");
  await text.getByRole("heading", { name: "Roses" }).waitFor(soon);
  expect(await text.locator("strong").innerText()).toBe("old");
  await page.getByTestId("plan-other-view").click();
  expect(await text.innerText()).toContain("1. Prune the **old** ones");

  await page.getByTestId("deny-more").click(soon);
  await page.getByTestId("deny-words").fill("Leave the white ones.");
  await page.getByTestId("deny-send").click(soon);
  await expect.poll(() => text.innerText(), soon).toContain("Leave the white ones.");

  await page.getByTestId("deny-more").click(soon);
  await page.getByTestId("approve-asking").click(soon);
  await expect.poll(() => transcript(phone), soon).toContain("It was approved.");
  await page.getByTestId("settings").click(soon);
  const balanced = page.getByTestId("choice-balanced");
  await expect.poll(() => balanced.getAttribute("aria-pressed"), soon).toBe("true");
  expect(await page.getByTestId("choice-trusted").count()).toBe(0);
});
