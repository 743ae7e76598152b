// The app stays on the phone: it starts offline, takes a newer version only when somebody wants it, and keeps
// nothing but its own files.

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { appFolder } from "../scripts/build.ts";
import { buildWhatIsStale } from "../scripts/fresh-build.ts";
import { type AppServer, serveApp } from "../scripts/serve-app.ts";
import { answer, pair } from "./demo-phone.ts";
import { type Longrein, startLongrein } from "./longrein.ts";
import { type Phone, openPhone } from "./phone.ts";

let app: AppServer;
let phone: Phone;

beforeEach(async () => {
  await buildWhatIsStale();
  phone = await openPhone();
});

afterEach(async () => {
  await phone.close();
  await app.close();
});

/** Resolves when all files are kept and answer. */
async function kept(): Promise<void> {
  await phone.page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    while (navigator.serviceWorker.controller === null) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  });
}

/** What a browser does by itself once a day, and the app when it comes back to the foreground. */
async function lookForNewVersion(): Promise<void> {
  await phone.page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    await registration.update();
    while (registration.waiting === null) await new Promise((resolve) => setTimeout(resolve, 50));
  });
}

describe("an app that was opened once", () => {
  beforeEach(async () => {
    app = await serveApp();
    await phone.page.goto(app.origin);
    await kept();
  });

  test("starts without any network, every page of it", async () => {
    await app.close();
    await phone.page.reload();
    await phone.page.getByTestId("pair-button").waitFor();
    const files = await phone.page.evaluate(async () => {
      const [name = ""] = await caches.keys();
      const requests = await (await caches.open(name)).keys();
      const answers = await Promise.all(requests.map((request) => fetch(request.url)));
      return answers.map(({ ok }) => ok);
    });
    expect(files.length).toBeGreaterThan(8);
    expect(files).not.toContain(false);
    expect(phone.complaints).toEqual([]);
  });

  test("can be installed: no browser finds anything amiss", async () => {
    const session = await phone.page.context().newCDPSession(phone.page);
    const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
    // Headless Chromium runs as if in a private tab, which installs nothing.
    const real = installabilityErrors.filter(({ errorId }) => errorId !== "in-incognito");
    expect(real).toEqual([]);
    const { errors, data } = await session.send("Page.getAppManifest");
    expect(errors).toEqual([]);
    expect(data).toContain('"display": "standalone"');
  });

  test("does not keep a file that is not exactly the one it was built with", async () => {
    await app.deploy("Newer");
    app.spoil("manifest.webmanifest");
    const state = await phone.page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      const became = new Promise<ServiceWorkerState>((resolve) => {
        registration.onupdatefound = () =>
          registration.installing?.addEventListener("statechange", ({ target }) => {
            if (target instanceof ServiceWorker) resolve(target.state);
          });
      });
      await registration.update();
      return became;
    });
    expect(state).toBe("redundant");
    await phone.page.reload();
    expect(await phone.page.title()).toBe("Longrein");
  });

  test("does not run what it fetches for once either, if that is not exactly the one", async () => {
    const files = readdirSync(join(appFolder, "assets"));
    const path = `assets/${files.find((name) => name.startsWith("typed-code-"))}`;
    app.spoil(path);
    const load = phone.page.evaluate(`import("/${path}")`);
    await expect(load).rejects.toThrow("Failed to fetch");
  });
});

test("a part of the app that does not load is said, and loading again mends it", async () => {
  app = await serveApp();
  app.withhold(/phone-link/);
  await phone.page.goto(app.origin);
  await phone.page.getByTestId("incomplete").waitFor();
  app.withhold(undefined);
  await phone.page.getByRole("button", { name: "Load again" }).click();
  await phone.page.getByTestId("pair-button").waitFor();
  expect(await phone.page.getByTestId("incomplete").count()).toBe(0);
});

test("the first screen does not wait for the link, which comes once, after all that screen is made of", async () => {
  app = await serveApp();
  const asked: string[] = [];
  phone.page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  const held = Promise.withResolvers<void>();
  await phone.page.route(/phone-link/, async (route) => {
    await held.promise;
    await route.continue();
  });
  const linkHasCome = phone.page.waitForResponse(/phone-link/);
  await phone.page.goto(app.origin, { waitUntil: "commit" });
  await phone.page.getByTestId("pair-button").waitFor();
  held.resolve();
  await (await linkHasCome).finished();
  expect(asked.filter((path) => path.includes("phone-link"))).toHaveLength(1);
  const times = await phone.page.evaluate(() => {
    const loads = performance
      .getEntriesByType("resource")
      .filter((entry) => entry instanceof PerformanceResourceTiming);
    const of = (name: string) => loads.find((load) => load.name.includes(`/assets/${name}-`));
    const first = ["index", "pairing"].map((name) => of(name)?.responseEnd ?? Infinity);
    return { first: Math.max(...first), link: of("phone-link")?.startTime };
  });
  expect(times.link).toBeGreaterThan(times.first);
});

describe("a paired app", () => {
  let longrein: Longrein;

  beforeEach(async () => {
    await phone.page.addInitScript(() => {
      const shown: (number | undefined)[] = [];
      Reflect.set(window, "badgesShown", shown);
      navigator.setAppBadge = async (count) => void shown.push(count);
    });
    longrein = await startLongrein(["--pace", "0"]);
    const { started } = longrein;
    app = await serveApp(started.relayUrl);
    const link = started.pairingLink;
    const pairingLink = app.origin + link.slice(link.indexOf("/#"));
    await pair(phone, { ...longrein, started: { ...started, pairingLink } });
    await kept();
  });

  afterEach(() => longrein.interrupt());

  test("shows on its icon how many approvals wait", async () => {
    const badges = () => phone.page.evaluate((): unknown => Reflect.get(window, "badgesShown"));
    await expect.poll(async () => [await badges()].flat().at(-1)).toBe(1);
    await answer(phone, "slugify.js", "deny");
    await answer(phone, "--test", "deny");
    await expect.poll(async () => [await badges()].flat().at(-1)).toBe(0);
  });

  test("is offered a newer version, never while an answer is under way, and taken when asked for", async () => {
    const { page } = phone;
    const offer = page.getByTestId("new-version");
    await page.getByTestId("approval-card").waitFor();
    await app.deploy("Newer");
    await lookForNewVersion();
    await offer.waitFor();
    app.relayAway(true);
    await answer(phone, "slugify.js", "approve");
    await page.locator("[data-progress=queued]").waitFor();
    expect(await offer.count(), "no offer while an answer waits").toBe(0);
    app.relayAway(false);
    await page.locator("[data-stage=resolved]").waitFor();
    await page.locator("[data-stage=resolved]").waitFor();
    await offer.waitFor();

    await offer.getByRole("button").click();

    await expect.poll(() => page.title(), { timeout: 10_000 }).toBe("Newer");
    await page.getByTestId("approval-card").filter({ hasText: "--test" }).waitFor();
    expect(await offer.count()).toBe(0);
  });
});
