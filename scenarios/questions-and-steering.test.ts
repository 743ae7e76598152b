// A coding agent that asks, is told something within its turn, and changes its model: with a real browser, relay
// and agent around it.

import { afterEach, describe, expect, test } from "vitest";
import { answerWithinMs, openDemoRun, pair, transcript } from "./demo-phone.ts";
import type { Longrein } from "./longrein.ts";
import { type Phone, openPhone } from "./phone.ts";
import { startTalkingAgent } from "./talking-agent.ts";

let longrein: Longrein;
let phone: Phone;

async function begin(firstPrompt: string, mayChoose?: Promise<void>): Promise<void> {
  longrein = await startTalkingAgent(firstPrompt, mayChoose);
  phone = await openPhone();
  await pair(phone, longrein);
}

afterEach(async () => {
  await phone.close();
  await longrein.interrupt();
  expect(phone.complaints).toEqual([]);
});

const soon = { timeout: answerWithinMs };

async function hasTold(text: string): Promise<void> {
  await expect.poll(() => transcript(phone), soon).toContain(text);
}

describe("a coding agent that talks", () => {
  test("its question is on the first page, and the answer reaches it as it was given", async () => {
    await begin("ask");
    const { page } = phone;
    await page.getByTestId("question-row").click({ timeout: answerWithinMs });
    const card = page.getByTestId("question-card");
    await card.waitFor();
    const give = page.getByTestId("answer-question");
    await card.getByLabel("Apples").check();
    await card.getByLabel("Plums").check();
    expect(await give.isDisabled(), "every part wants an answer").toBe(true);
    await card.getByTestId("question-words").fill("With a ladder");
    await give.click();
    await page.getByTestId("question-answered").waitFor({ timeout: answerWithinMs });
    expect(await page.getByTestId("question-answered").innerText()).toContain("from this phone");
    await hasTold("Answered: 0+2  /  With a ladder");
    expect(await card.count()).toBe(0);
  });

  test("a question that is declined is told as no answer", async () => {
    await begin("ask");
    await openDemoRun(phone);
    await phone.page.getByTestId("decline-question").click({ timeout: answerWithinMs });
    await hasTold("Answered: no");
    const line = phone.page.getByTestId("question-answered");
    expect(await line.getAttribute("data-outcome")).toBe("declined");
  });

  test("words go into the turn that is under way when that is asked for", async () => {
    await begin("listen well");
    await openDemoRun(phone);
    const { page } = phone;
    await page.getByTestId("composer").fill("Mind the bees.");
    await page.getByTestId("when-steer").check({ force: true });
    await page.getByTestId("send").click();
    await hasTold("Heard within the turn: Mind the bees.");
    const prompts = page.getByTestId("own-prompt");
    await expect.poll(() => prompts.count(), soon).toBe(2);
    expect(await prompts.last().getAttribute("data-progress"), "told by the agent").toBeNull();
  });

  test("a model is shown as chosen only once the agent has confirmed it", async () => {
    const confirming = Promise.withResolvers<void>();
    await begin("look around", confirming.promise);
    await openDemoRun(phone);
    const { page } = phone;
    await hasTold("Done: look around");
    await page.getByTestId("settings").click();
    const small = page.getByTestId("choice-small");
    await small.click();
    await page.locator("[data-pending=true]").waitFor(soon);
    await page.waitForTimeout(1_000);
    expect(await small.getAttribute("aria-pressed"), "not by the tap").toBe("false");
    confirming.resolve();
    await expect.poll(() => small.getAttribute("aria-pressed"), soon).toBe("true");
    await page.keyboard.press("Escape");
    await hasTold("From here on: small");
    expect(await page.getByTestId("settings").innerText()).toContain("Small");
  });

  test("a mode that the agent does not take up is not shown as if it held, and that is said", async () => {
    await begin("look around");
    await openDemoRun(phone);
    const { page } = phone;
    await hasTold("Done: look around");
    await page.getByTestId("settings").click();
    await page.getByTestId("choice-bold").click();
    await page.getByTestId("settings-sheet").getByRole("alert").waitFor(soon);
    expect(await page.getByTestId("choice-bold").getAttribute("aria-pressed")).toBe("false");
    await page.keyboard.press("Escape");
    expect(await page.getByTestId("settings").innerText()).not.toContain("Bold");
  });

  test("a new run is begun with the agent and the model that the machine offers", async () => {
    await begin("look around");
    const { page } = phone;
    await page.getByTestId("new-run").click({ timeout: answerWithinMs });
    await page.getByTestId("new-run-prompt").fill("prune");
    await page.getByTestId("new-run-model").selectOption({ label: "Small" });
    await page.getByTestId("new-run-profile").selectOption("strict");
    expect(await page.getByTestId("new-run-workspace").inputValue()).toBe("orchard");
    await page.getByTestId("start-run").click();
    await page
      .getByTestId("run-row")
      .filter({ hasText: "prune" })
      .click({ timeout: answerWithinMs });
    await hasTold("Done: prune");
  });
});
