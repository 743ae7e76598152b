// Styles come with the page that wears them: no page is ever seen without its own.

import { afterEach, beforeEach, expect, test } from "vitest";
import { answerWithinMs, pair } from "./demo-phone.ts";
import { type Orchard, startOrchard } from "./orchard-machines.ts";
import { type Phone, openPhone } from "./phone.ts";

const soon = { timeout: answerWithinMs };
/** What all pages beyond the first wear. */
const stylesOfPages = /\/assets\/pages-[^/]+\.css$/;

let orchard: Orchard;
let phone: Phone;

beforeEach(async () => {
  orchard = await startOrchard();
  phone = await openPhone();
  // What the app keeps of itself would come from there.
  await phone.page.addInitScript(() =>
    Reflect.deleteProperty(Navigator.prototype, "serviceWorker"),
  );
});

/** Only when it is settled what becomes of styles: they are fetched in quiet moments, too. */
async function comeHome(): Promise<void> {
  await pair(phone, await orchard.addMachine("barn"));
  await phone.page.getByTestId("new-run").waitFor(soon);
}

afterEach(async () => {
  await phone.close();
  await orchard.close();
});

test("a page stands there only when its styles have come", async () => {
  const { page } = phone;
  const asked = Promise.withResolvers<void>();
  const letThrough = Promise.withResolvers<void>();
  await page.route(stylesOfPages, async (route) => {
    asked.resolve();
    await letThrough.promise;
    await route.continue();
  });
  await comeHome();
  const codeHasCome = page.waitForResponse(/\/assets\/machines-[^/]+\.js$/);
  await page.evaluate(() => (location.hash = "#/settings"));
  await Promise.all([asked.promise, codeHasCome.then((response) => response.finished())]);
  await page.waitForTimeout(500);
  expect(await page.locator(".bar").count()).toBe(0);
  letThrough.resolve();
  await page.locator(".bar").waitFor();
  expect(await page.locator(".bar").evaluate((bar) => getComputedStyle(bar).display)).toBe("grid");
});

test("a page whose styles do not come says so, and comes whole with them", async () => {
  const { page } = phone;
  await page.route(stylesOfPages, (route) => route.abort());
  await comeHome();
  await page.evaluate(() => (location.hash = "#/settings"));
  await page.getByTestId("incomplete").waitFor(soon);
  expect(await page.locator(".bar").count()).toBe(0);
  await page.unroute(stylesOfPages);
  await page.getByTestId("incomplete").getByRole("button").click();
  await page.locator(".bar").waitFor(soon);
});

test("what the page came with is not worn a second time over what came later", async () => {
  const { page } = phone;
  await comeHome();
  await page.evaluate(() => (location.hash = "#/settings"));
  await page.locator(".bar").waitFor(soon);
  await page.reload();
  await page.locator(".bar").waitFor(soon);
  await page.waitForTimeout(500);
  const sheets = await page.evaluate(() =>
    [...document.styleSheets].map(({ href }) => new URL(href ?? "").pathname.split("-", 1)[0]),
  );
  expect(sheets.length).toBeGreaterThan(1);
  expect(sheets).toEqual([...new Set(sheets)]);
});
