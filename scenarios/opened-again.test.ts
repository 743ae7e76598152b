// A phone that is opened again shows at once what it last knew, says how old that is, and lets nobody answer it
// before the machine has said that it still holds.

import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { answer, answerWithinMs, pair } from "./demo-phone.ts";
import { type Orchard, type OrchardMachine, startOrchard } from "./orchard-machines.ts";
import { type Phone, openPhone } from "./phone.ts";
import { storedOn } from "./run-on-phone.ts";

const soon = { timeout: answerWithinMs };
const asOf = /^as of \d{1,2}:\d\d:\d\d/;

let orchard: Orchard;
let barn: OrchardMachine;
let phone: Phone;

beforeEach(async () => {
  orchard = await startOrchard();
  barn = await orchard.addMachine("barn");
  phone = await openPhone();
  await pair(phone, barn);
  barn.ask("hayloft");
  await card().waitFor(soon);
  // Only a run that was looked at leaves its end behind, and only what is at rest is written down.
  await phone.page.getByTestId("run-row").click();
  await phone.page.getByTestId("transcript").waitFor(soon);
  await expect.poll(places, soon).toBe(2);
});

afterEach(async () => {
  await phone.close();
  await orchard.close();
});

const card = () => phone.page.getByTestId("approval-card").filter({ hasText: "hayloft" });
const places = async () => (await writtenDown()).length;

/** What lies in the phone's memory, byte for byte, a character each. */
async function writtenDown(): Promise<string[]> {
  return (await storedOn(phone.page, "memory")).map((entry) => Object.values(entry).join(" "));
}

async function openOffline(path: string): Promise<void> {
  const { page } = phone;
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  await page.context().setOffline(true);
  await page.goto("about:blank");
  await page.goto(`${orchard.appUrl}/${path}`, { waitUntil: "commit" });
}

describe("opened without a network", () => {
  test("it shows the runs and what waits, as of when, and answers nothing", async () => {
    const { page } = phone;
    await openOffline("#/");
    await page.getByTestId("run-row").waitFor(soon);
    expect(await page.getByTestId("run-row").innerText()).toContain("Waits for you");
    expect(await card().getByTestId("as-of").innerText()).toMatch(asOf);
    await page.waitForTimeout(1_500);
    expect(await card().getByTestId("approve").isDisabled()).toBe(true);
    expect(await card().getByTestId("deny").isDisabled()).toBe(true);

    await page.context().setOffline(false);
    await expect.poll(() => card().getByTestId("as-of").count(), soon).toBe(0);
    await answer(phone, "hayloft", "approve");
    await expect.poll(() => barn.outcomes, soon).toEqual(["hayloft: done"]);
  });

  test("it shows the end of a run, and takes a prompt that goes out once there is a network", async () => {
    const run = new URL(phone.page.url()).hash;
    const before = await phone.page.locator("[data-row]").allInnerTexts();
    expect(before.length).toBeGreaterThan(0);
    await openOffline(run);
    await phone.page.locator("[data-row]").first().waitFor(soon);
    expect(await phone.page.locator("[data-row]").allInnerTexts()).toEqual(before);
    await phone.page.getByTestId("composer").fill("manger");
    await phone.page.getByTestId("send").click();
    await phone.page.locator("[data-testid=own-prompt][data-progress=queued]").waitFor(soon);
    await phone.page.context().setOffline(false);
    await answer(phone, "hayloft", "deny");
    await answer(phone, "manger", "approve");
    await expect.poll(() => barn.outcomes, soon).toEqual(["hayloft: denied", "manger: done"]);
  });
});

test("what was answered elsewhere meanwhile is gone once the machine has said so", async () => {
  const { page } = phone;
  await openOffline("#/");
  await card().getByTestId("as-of").waitFor(soon);
  const other = await openPhone();
  try {
    await pair(other, barn);
    await answer(other, "hayloft", "deny");
    await expect.poll(() => barn.outcomes, soon).toEqual(["hayloft: denied"]);
  } finally {
    await other.close();
  }
  expect(await card().getByTestId("approve").isDisabled()).toBe(true);
  await page.context().setOffline(false);
  await expect.poll(() => card().count(), soon).toBe(0);
});

describe("what was written down", () => {
  test("lies on the phone sealed", async () => {
    for (const text of await writtenDown()) expect(text).not.toMatch(/hayloft|barn|orchard/);
  });

  test("is gone when the machine is forgotten", async () => {
    const { page } = phone;
    await page.goto(`${orchard.appUrl}/#/device`);
    await page.getByTestId("unpair").click();
    await page.getByTestId("unpair-sure").click();
    await page.getByTestId("pair-button").waitFor(soon);
    expect(await writtenDown()).toEqual([]);
  });

  test("is gone when the phone is revoked", async () => {
    barn.revokeAllPhones();
    await phone.page.locator("[data-reason=revoked]").waitFor(soon);
    await expect.poll(places, soon).toBe(0);
  });
});
