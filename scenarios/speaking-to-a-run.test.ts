// What somebody says to a run from the phone and what becomes of it: a no with words, a prompt that waits, one
// that was thought better of, a draft, a stop. A real browser, relay and agent, and the demo's own work.

import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { answer, answerWithinMs, openDemoRun, pair, transcript } from "./demo-phone.ts";
import { type Longrein, startLongrein } from "./longrein.ts";
import { type Phone, openPhone } from "./phone.ts";

let longrein: Longrein;
let phone: Phone;

beforeEach(async () => {
  longrein = await startLongrein(["--pace", "0"]);
  phone = await openPhone();
  await pair(phone, longrein);
  await openDemoRun(phone);
  await phone.page.getByTestId("approval-card").waitFor({ timeout: answerWithinMs });
});

afterEach(async () => {
  await phone.close();
  await longrein.interrupt();
  expect(phone.complaintsButLostNetwork().join("\n")).toBe("");
});

const underWay = () => phone.page.locator("[data-testid=own-prompt][data-progress]");

async function send(text: string): Promise<void> {
  await phone.page.getByTestId("composer").fill(text);
  await phone.page.getByTestId("send").click();
}

async function goOffline(): Promise<void> {
  await phone.page.context().setOffline(true);
  await expect
    .poll(() => phone.page.getByTestId("link-status").getAttribute("data-link"), soon)
    .not.toBe("ready");
}

const soon = { timeout: answerWithinMs };

async function hasTold(text: string): Promise<void> {
  await expect.poll(() => transcript(phone), soon).toContain(text);
}

describe("speaking to a run", () => {
  test("a denial with words reaches the coding agent, and the words stand in the run", async () => {
    const { page } = phone;
    await page.getByTestId("deny-more").click();
    expect(await page.getByTestId("deny-send").isDisabled(), "no words, no denial").toBe(true);
    await page.getByRole("button", { name: "Find a smaller change." }).click();
    await page.getByTestId("deny-words").pressSequentially(" Leave slugify.js alone.");
    await page.getByTestId("deny-send").click();

    await page.getByTestId("denied-words").waitFor({ timeout: answerWithinMs });
    expect(await page.getByTestId("denied-words").innerText()).toBe(
      "You said: Find a smaller change. Leave slugify.js alone.",
    );
    await hasTold("All right, I leave slugify.js as it is.");
    expect(await page.getByTestId("deny-sheet").count()).toBe(0);
  });

  test("one press denies all that the run asks, and stops it", async () => {
    const { page } = phone;
    await page.getByTestId("deny-more").click();
    await page.getByTestId("deny-all").click();
    await page
      .locator("[data-testid=ending][data-state=stopped]")
      .waitFor({ timeout: answerWithinMs });
    const card = page.getByTestId("approval-card");
    expect(await card.getAttribute("data-outcome")).toBe("denied");
    expect(await page.getByTestId("stop").count()).toBe(0);
  });

  test("a prompt given meanwhile waits for the end of the turn, and is told once", async () => {
    const { page } = phone;
    await page.getByTestId("composer").fill("Now do it all again.");
    // One button sends and another stops, and neither turns into the other.
    expect(await page.getByTestId("send").innerText()).toBe("Send");
    expect(await page.getByTestId("stop").getAttribute("aria-label")).toMatch(/^Stop \w+/);
    await page.getByTestId("send").click();
    await expect
      .poll(() => underWay().innerText(), soon)
      .toContain("waits for the end of the turn");
    expect(await page.getByTestId("stop").isEnabled()).toBe(true);
    expect(await phone.page.getByTestId("edit-prompt").count(), "the agent has it").toBe(0);
    await answer(phone, "slugify.js", "approve");
    await answer(phone, "--test", "deny");
    await hasTold("I will look into it: “Now do it all again.”");
    await expect.poll(() => underWay().count(), soon).toBe(0);
    const told = (await transcript(phone)).split("Now do it all again.").length - 1;
    expect(told, "once as the prompt and once in the answer").toBe(2);
  });

  test("a prompt that waits for the connection can be changed, and only the change is sent", async () => {
    const { page } = phone;
    await goOffline();
    await send("Delete everything.");
    await expect.poll(() => underWay().innerText(), soon).toContain("Waits for the connection");
    await page.getByTestId("edit-prompt").click();
    expect(await page.getByTestId("composer").inputValue()).toBe("Delete everything.");
    expect(await underWay().count()).toBe(0);
    await send("Explain everything.");
    await page.context().setOffline(false);
    await expect
      .poll(() => underWay().innerText(), soon)
      .toContain("waits for the end of the turn");
    await answer(phone, "slugify.js", "approve");
    await answer(phone, "--test", "deny");
    await hasTold("I will look into it: “Explain everything.”");
    expect(await transcript(phone)).not.toContain("Delete everything.");
  });

  test("a prompt that waited over a minute is not sent before somebody says so once more", async () => {
    const { page } = phone;
    await goOffline();
    await send("Now do it all again.");
    await page.evaluate(() => {
      const now = Date.now;
      Date.now = () => now() + 61_000;
    });
    await page.context().setOffline(false);
    await page.getByTestId("held").waitFor({ timeout: answerWithinMs });
    await expect
      .poll(() => page.getByTestId("link-status").getAttribute("data-link"), soon)
      .toBe("ready");
    await page.waitForTimeout(1_500);
    expect(await underWay().getAttribute("data-progress"), "not sent").toBe("queued");
    await page.getByTestId("send-now").click();
    await expect
      .poll(() => underWay().innerText(), soon)
      .toContain("waits for the end of the turn");
  });

  test("a draft of several lines is there again after a reload, and gone once it was sent", async () => {
    const { page } = phone;
    await page.getByTestId("composer").pressSequentially("Half\na thought");
    // Written when the fingers rest.
    await page.waitForTimeout(1_500);
    await page.reload();
    const composer = page.getByTestId("composer");
    await expect.poll(() => composer.inputValue(), soon).toBe("Half\na thought");
    await page.getByTestId("send").click();
    await expect
      .poll(() => underWay().innerText(), soon)
      .toContain("waits for the end of the turn");
    await page.reload();
    await hasTold("Half\na thought");
    await expect.poll(() => underWay().count(), soon).toBe(1);
    expect(await composer.inputValue()).toBe("");
  });

  test("a stop is called done only once the run has ended", async () => {
    const { page } = phone;
    const state = page.getByTestId("run-state");
    await goOffline();
    await page.getByTestId("stop").click();
    await expect.poll(() => state.innerText(), soon).toContain("Stop waits for the connection");
    await page.context().setOffline(false);
    await page
      .locator("[data-testid=run-state][data-state=stopped]")
      .waitFor({ timeout: answerWithinMs });
    expect(await state.innerText()).toContain("Stopped");
    expect(await page.getByTestId("stop").count()).toBe(0);
  });
});
