// The settings of a phone: how it looks, which stays, and the end of all it keeps, which nobody brings about by
// a tap.

import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { pair } from "./demo-phone.ts";
import { type Longrein, startLongrein } from "./longrein.ts";
import { type Phone, openPhone } from "./phone.ts";

let longrein: Longrein;
let phone: Phone;

beforeEach(async () => {
  longrein = await startLongrein(["--pace", "0"]);
  phone = await openPhone();
  await pair(phone, longrein);
  await openSettings();
});

afterEach(async () => {
  await phone.close();
  await longrein.interrupt();
});

async function openSettings(): Promise<void> {
  await phone.page.goto(`${longrein.started.appUrl}/#/settings`);
  await phone.page.getByTestId("appearance").waitFor();
}

const look = () =>
  phone.page.evaluate(() => ({
    ground: getComputedStyle(document.body).backgroundColor,
    text: getComputedStyle(document.documentElement).fontSize,
    bars: [...document.querySelectorAll<HTMLMetaElement>("meta[name=theme-color]")].map(
      ({ content }) => content,
    ),
  }));
const asPhone = { ground: "rgb(246, 249, 249)", text: "17px", bars: ["#f6f9f9", "#0e1111"] };

/** How much of each kind the vault holds. */
const kept = () =>
  phone.page.evaluate(
    () =>
      new Promise<number[]>((resolve) => {
        const request = indexedDB.open("longrein");
        request.onsuccess = () => {
          const { result: database } = request;
          const stores = ["keys", "machines", "outbox"];
          const transaction = database.transaction(stores);
          const counts = stores.map((store) => transaction.objectStore(store).count());
          transaction.oncomplete = () => {
            database.close();
            resolve(counts.map(({ result }) => result));
          };
        };
      }),
  );

describe("the settings of a phone", () => {
  test("are dark and large when chosen so, also after a reload, until left to the phone again", async () => {
    const { page } = phone;
    expect(await look()).toEqual(asPhone);
    await page.getByTestId("appearance").selectOption("dark");
    await page.getByTestId("text-size").selectOption("largest");
    const chosen = { ground: "rgb(14, 17, 17)", text: "23.04px", bars: ["#0e1111", "#0e1111"] };
    expect(await look()).toEqual(chosen);
    await page.reload();
    await page.getByTestId("appearance").waitFor();
    expect(await look()).toEqual(chosen);
    expect(await page.getByTestId("text-size").inputValue()).toBe("largest");

    await page.getByTestId("appearance").selectOption("");
    await page.getByTestId("text-size").selectOption("");
    expect(await look()).toEqual(asPhone);
    expect(phone.complaints).toEqual([]);
  });

  test("wipe all that is kept once the word was typed, and the phone is nobody", async () => {
    const { page } = phone;
    await page.getByTestId("appearance").selectOption("dark");
    await expect.poll(() => page.getByTestId("stored").innerText()).toMatch(/^[\d.]+ [kM]B,/);
    expect(await kept()).toEqual([expect.any(Number), 1, 0]);
    await page.getByTestId("wipe").click();
    const now = page.getByTestId("wipe-now");
    expect(await now.isDisabled()).toBe(true);
    await page.getByTestId("wipe-word").fill("wip");
    expect(await now.isDisabled()).toBe(true);
    await page.getByTestId("wipe-word").fill("Wipe");
    await now.click();

    await page.getByTestId("pair-button").waitFor();
    expect(await kept()).toEqual([0, 0, 0]);
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
    expect(await look()).toEqual(asPhone);
    expect(phone.complaints).toEqual([]);
  });
});
