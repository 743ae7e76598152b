// Styles come with the page that wears them: no page is ever seen without its own.

import { afterEach, beforeEach, expect, test } from "vitest";
import { buildWhatIsStale } from "../scripts/fresh-build.ts";
import { type AppServer, serveApp } from "../scripts/serve-app.ts";
import { type Phone, openPhone } from "./phone.ts";

/** The first page that a phone without a machine sees is loaded after the first load, and its styles with it. */
const stylesOfPairing = /\/assets\/pairing-screen-[^/]+\.css$/;

let app: AppServer;
let phone: Phone;

beforeEach(async () => {
  await buildWhatIsStale();
  app = await serveApp();
  phone = await openPhone();
});

afterEach(async () => {
  await phone.close();
  await app.close();
});

test("a page stands there only when its styles have come", async () => {
  const { page } = phone;
  const asked = Promise.withResolvers<void>();
  const letThrough = Promise.withResolvers<void>();
  await page.route(stylesOfPairing, async (route) => {
    asked.resolve();
    await letThrough.promise;
    await route.continue();
  });
  const codeHasCome = page.waitForResponse(/\/assets\/pairing-screen-[^/]+\.js$/);
  await page.goto(app.origin);
  await Promise.all([asked.promise, codeHasCome.then((response) => response.finished())]);
  await page.waitForTimeout(500);
  expect(await page.getByTestId("pair-button").count()).toBe(0);
  letThrough.resolve();
  await page.getByTestId("pair-button").waitFor();
  const width = () => page.locator(".mark").evaluate((mark) => getComputedStyle(mark).width);
  expect(await width()).toBe("36px");
});

test("a page whose styles do not come says so, and comes whole with them", async () => {
  const { page } = phone;
  app.withhold(stylesOfPairing);
  await page.goto(app.origin);
  await page.getByTestId("incomplete").waitFor();
  expect(await page.getByTestId("pair-button").count()).toBe(0);
  app.withhold(undefined);
  await page.getByTestId("incomplete").getByRole("button").click();
  await page.getByTestId("pair-button").waitFor();
});
