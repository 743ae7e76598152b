// The app in other languages than English: the browser's, or the one chosen in the settings; and no other is
// loaded or kept.

import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { buildWhatIsStale } from "../scripts/fresh-build.ts";
import { type AppServer, serveApp } from "../scripts/serve-app.ts";
import { pair } from "./demo-phone.ts";
import { type Longrein, startLongrein } from "./longrein.ts";
import { type Phone, openPhone } from "./phone.ts";

let app: AppServer;
let phone: Phone;

beforeEach(buildWhatIsStale);

afterEach(async () => {
  await phone.close();
  await app.close();
});

const pairButton = () => phone.page.getByTestId("pair-button").innerText();
const htmlLanguage = () => phone.page.evaluate(() => document.documentElement.lang);

/** For each version of the app that is kept, the languages of its words. */
const keptLanguages = () =>
  phone.page.evaluate(async () => {
    const languagesIn = async (name: string) => {
      const requests = await (await caches.open(name)).keys();
      const words = requests.map(({ url }) => /\/words\.([\w-]+)\./.exec(url)?.[1]);
      return [...new Set(words)].filter((language) => language !== undefined);
    };
    return Promise.all((await caches.keys()).map(languagesIn));
  });

describe("a phone that speaks German", () => {
  const loaded: string[] = [];

  beforeEach(async () => {
    loaded.length = 0;
    phone = await openPhone({ locale: "de-CH" });
    phone.page.on("request", (request) => loaded.push(new URL(request.url()).pathname));
    app = await serveApp();
    await phone.page.goto(app.origin);
  });

  test("is spoken to in German from the first word, and loads no other language", async () => {
    expect(await pairButton()).toBe("Koppeln");
    expect(await phone.page.getByTestId("device-name").inputValue()).toBe("Mein Telefon");
    expect(await htmlLanguage()).toBe("de");
    const words = loaded.filter((path) => path.includes("/words."));
    expect(words.length).toBeGreaterThan(0);
    expect(words.filter((path) => !path.includes("/words.de."))).toEqual([]);
    expect(phone.complaints).toEqual([]);
  });

  test("keeps German and nothing but it, for when there is no network, and in a newer version too", async () => {
    await expect.poll(keptLanguages, { timeout: 10_000 }).toEqual([["de"]]);
    await app.deploy("Newer");
    await phone.page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      await registration.update();
      while (registration.waiting === null) await new Promise((done) => setTimeout(done, 50));
    });
    expect(await keptLanguages()).toEqual([["de"], ["de"]]);
    await phone.page.evaluate(async () => {
      const { serviceWorker } = navigator;
      const taken = new Promise((done) => (serviceWorker.oncontrollerchange = done));
      (await serviceWorker.ready).waiting?.postMessage("take-over", []);
      await taken;
    });
    await app.close();
    await phone.page.reload();
    expect(await phone.page.title()).toBe("Newer");
    expect(await pairButton()).toBe("Koppeln");
  });
});

test("where a language cannot be loaded, English is spoken", async () => {
  phone = await openPhone({ locale: "de-CH" });
  app = await serveApp();
  app.withhold(/words\.de/);
  await phone.page.goto(app.origin);
  expect(await pairButton()).toBe("Pair");
  expect(await htmlLanguage()).toBe("en");
});

test("a language is chosen before the phone is paired, and spoken at once and after a reload", async () => {
  phone = await openPhone();
  app = await serveApp();
  await phone.page.goto(app.origin);
  await phone.page.getByTestId("language").selectOption("es");
  await expect.poll(htmlLanguage).toBe("es");
  expect(await pairButton()).toBe("Vincular");
  await phone.page.reload();
  expect(await pairButton()).toBe("Vincular");
  expect(phone.complaints).toEqual([]);
});

describe("a language chosen in the settings", () => {
  let longrein: Longrein;

  beforeEach(async () => {
    phone = await openPhone();
    longrein = await startLongrein(["--pace", "0"]);
    const { started } = longrein;
    app = await serveApp(started.relayUrl);
    const link = started.pairingLink;
    const pairingLink = app.origin + link.slice(link.indexOf("/#"));
    await pair(phone, { ...longrein, started: { ...started, pairingLink } });
    await phone.page.goto(`${app.origin}/#/settings`);
  });

  afterEach(() => longrein.interrupt());

  test("is spoken at once on every page, stays after a reload, and can be left to the browser again", async () => {
    const { page } = phone;
    const choice = page.getByTestId("language");
    expect(await page.locator(".bar-title").innerText()).toBe("Settings");
    await choice.selectOption("ja");
    await page.getByRole("heading", { name: "設定" }).waitFor();
    await page.goto(`${app.origin}/#/`);
    await page
      .getByTestId("approval-card")
      .getByRole("button", { name: "拒否", exact: true })
      .waitFor();
    await page.reload();
    await page
      .getByTestId("approval-card")
      .getByRole("button", { name: "拒否", exact: true })
      .waitFor();
    expect(await htmlLanguage()).toBe("ja");

    await page.goto(`${app.origin}/#/settings`);
    await choice.selectOption("browser");
    await page.getByRole("heading", { name: "Settings" }).waitFor();
    await page.reload();
    await page.getByRole("heading", { name: "Settings" }).waitFor();
    expect(phone.complaints).toEqual([]);
  });

  test("is said to be missing when it cannot be loaded, and the page stays as it was", async () => {
    app.withhold(/words\.zh/);
    await phone.page.getByTestId("language").selectOption("zh-Hans");
    await phone.page.getByRole("alert").waitFor();
    expect(await phone.page.locator(".bar-title").innerText()).toBe("Settings");
    expect(await phone.page.getByTestId("language").inputValue()).toBe("browser");
  });
});
