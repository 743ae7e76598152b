// One phone and two machines: one queue, each answer to the machine that asked, and what befalls one machine
// leaves the other alone.

import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { answer, answerWithinMs, pair } from "./demo-phone.ts";
import { type Orchard, type OrchardMachine, startOrchard } from "./orchard-machines.ts";
import { type Phone, openPhone } from "./phone.ts";

const soon = { timeout: answerWithinMs };

let orchard: Orchard;
let press: OrchardMachine;
let barn: OrchardMachine;
let phone: Phone;

beforeEach(async () => {
  orchard = await startOrchard();
  press = await orchard.addMachine("press");
  barn = await orchard.addMachine("barn");
  phone = await openPhone();
  await pair(phone, press);
  await pair(phone, barn);
});

afterEach(async () => {
  await phone.close();
  await orchard.close();
});

const cards = () => phone.page.locator("[data-testid=approval-card]:not([data-stage=resolved])");
const cardOf = (word: string) => phone.page.getByTestId("approval-card").filter({ hasText: word });
const rowOf = (name: string) => phone.page.getByTestId("machine-row").filter({ hasText: name });
const open = (page: string) => phone.page.evaluate((to) => location.assign(`#/${to}`), page);

async function askBoth(): Promise<void> {
  press.ask("boskoop");
  await cardOf("boskoop").waitFor(soon);
  barn.ask("hayloft");
  await cardOf("hayloft").waitFor(soon);
}

describe("a phone with two machines", () => {
  test("has one queue, names the machine on each card, and answers each where it was asked", async () => {
    await askBoth();
    expect(await cards().count()).toBe(2);
    expect(await cards().getByTestId("on-machine").allInnerTexts()).toEqual(["press", "barn"]);
    await answer(phone, "hayloft", "deny");
    await expect.poll(() => barn.outcomes, soon).toEqual(["hayloft: denied"]);
    await answer(phone, "boskoop", "approve");
    await expect.poll(() => press.outcomes, soon).toEqual(["boskoop: done"]);
    expect(barn.outcomes).toHaveLength(1);

    const runs = phone.page.getByTestId("run-row");
    expect(await runs.count()).toBe(2);
    await phone.page.getByTestId("of-machine").filter({ hasText: "barn" }).click();
    await expect.poll(() => runs.allInnerTexts()).toEqual([expect.stringContaining("hayloft")]);
    await runs.click();
    await phone.page.getByTestId("transcript").waitFor(soon);
    expect(phone.complaints).toEqual([]);
  });

  test("goes on with one while the other is away, and takes up that one when it is there again", async () => {
    await askBoth();
    press.lose();
    const away = cardOf("boskoop");
    await expect.poll(() => away.innerText(), soon).toContain("once its machine is connected");
    expect(await away.getByTestId("approve").isDisabled()).toBe(true);
    expect(await away.getByTestId("deny").isDisabled()).toBe(true);

    await answer(phone, "hayloft", "approve");
    await expect.poll(() => barn.outcomes, soon).toEqual(["hayloft: done"]);
    await open("machines");
    await expect.poll(() => rowOf("press").innerText(), soon).toMatch(/away[^]*as of \d\d:\d\d/);
    expect(await rowOf("barn").getAttribute("data-link")).toBe("ready");

    // When it was heard outlives the app.
    await phone.page.reload();
    await expect.poll(() => rowOf("press").innerText(), soon).toMatch(/as of \d\d:\d\d/);
    expect(await rowOf("press").getAttribute("data-link")).not.toBe("ready");

    press.find();
    await open("");
    await answer(phone, "boskoop", "approve");
    await expect.poll(() => press.outcomes, soon).toEqual(["boskoop: done"]);
  });

  test("that one machine revokes stays paired with the other", async () => {
    await askBoth();
    press.revokeAllPhones();
    await expect.poll(() => cards().count(), soon).toBe(1);
    await answer(phone, "hayloft", "approve");
    await expect.poll(() => barn.outcomes, soon).toEqual(["hayloft: done"]);

    await open("machines");
    await rowOf("press").click();
    await phone.page.locator("[data-reason=revoked]").waitFor(soon);
    await phone.page.getByTestId("pair-again").click();
    await expect
      .poll(() => phone.page.getByTestId("machine-row").allInnerTexts(), soon)
      .toEqual([expect.stringMatching(/^barn/)]);
    await phone.page.reload();
    await rowOf("barn").waitFor(soon);
    expect(await phone.page.getByTestId("machine-row").count()).toBe(1);
  });

  test("calls a machine as its owner does, also after the app was closed", async () => {
    await open("machines");
    await rowOf("barn").click();
    await phone.page.getByTestId("machine-label").fill("Behind the house");
    await phone.page.getByTestId("label-machine").click();
    await phone.page.getByRole("heading", { name: "Behind the house", exact: true }).waitFor(soon);
    await open("machines");
    await phone.page.reload();
    await rowOf("Behind the house").waitFor(soon);
    await rowOf("Behind the house").click();
    await phone.page.getByTestId("machine-label").fill("");
    await phone.page.getByTestId("label-machine").click();
    await expect.poll(() => phone.page.locator("h1").innerText(), soon).toBe("barn");
  });
});

test("a phone from before there could be several keeps its machine, its drafts and what is unsent", async () => {
  const { page } = phone;
  await open("machines");
  await rowOf("barn").click();
  await page.getByTestId("unpair").click();
  await page.getByTestId("unpair-sure").click();
  await expect.poll(() => page.getByTestId("machine-row").count(), soon).toBe(1);
  await open("");
  press.ask("boskoop");
  await answer(phone, "boskoop", "deny");
  await page.getByTestId("run-row").click();
  press.lose();
  await page.getByTestId("link-status").and(page.locator("[data-link=waiting]")).waitFor(soon);
  await page.getByTestId("composer").fill("topaz");
  await page.getByTestId("send").click();
  await page.locator("[data-testid=own-prompt][data-progress=queued]").waitFor(soon);
  await page.getByTestId("composer").fill("not yet sent");
  await page.waitForTimeout(1_000);
  const run = page.url();

  await page.goto(`${orchard.appUrl}/icon.svg`);
  expect(await page.evaluate(asBefore)).toBe(2);
  press.find();
  await page.goto(run);

  await expect.poll(() => page.getByTestId("composer").inputValue(), soon).toBe("not yet sent");
  await open("");
  await answer(phone, "topaz", "approve");
  await expect.poll(() => press.outcomes, soon).toEqual(["boskoop: denied", "topaz: done"]);
});

/** Runs in the page: takes from what is kept all that names a machine. Gives how many things had one. */
async function asBefore(): Promise<number> {
  const done = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error("the request failed"));
    });
  const database = await done(indexedDB.open("longrein"));
  const stores = database.transaction(["machines", "outbox"], "readwrite");
  let named = 0;
  for (const store of [stores.objectStore("machines"), stores.objectStore("outbox")]) {
    for (const key of await done(store.getAllKeys())) {
      const entry: unknown = await done(store.get(key));
      const fields = Object.entries(typeof entry === "object" && entry !== null ? entry : {});
      const later = ["machine", "label", "pairedAt", "heardAt"];
      if (fields.some(([name]) => name === "machine")) named++;
      store.put(Object.fromEntries(fields.filter(([name]) => !later.includes(name))), key);
    }
  }
  database.close();
  return named;
}
