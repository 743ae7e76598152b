// The app on the home screen, and its storage for good: said once after a pairing and always in the settings, as this
// browser has it. What headless Chromium does not do is stubbed: to offer an installation, and to be an iPhone.

import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { answerWithinMs, pair } from "./demo-phone.ts";
import { type Longrein, startLongrein } from "./longrein.ts";
import { type Phone, openPhone } from "./phone.ts";

let longrein: Longrein;
let phone: Phone;

beforeEach(async () => {
  longrein = await startLongrein(["--pace", "0"]);
  phone = await openPhone();
  // Whether and when Chromium offers it by itself is its own affair.
  await phone.page.addInitScript(() => {
    addEventListener("beforeinstallprompt", (offer) => {
      if (offer.isTrusted) offer.stopImmediatePropagation();
    });
  });
});

afterEach(async () => {
  await phone.close();
  await longrein.interrupt();
  expect(phone.complaints).toEqual([]);
});

const soon = { timeout: answerWithinMs };
const line = () => phone.page.getByTestId("install-line");
const ways = () => phone.page.getByTestId("install-ways");
const standing = () => ways().getAttribute("data-standing", soon);

async function openSettings(): Promise<void> {
  await phone.page.goto("about:blank");
  await phone.page.goto(`${longrein.started.appUrl}/#/settings`);
  await ways().waitFor(soon);
}

/** As Chromium does; whoever is asked agrees. True if it was held back. */
const offerToInstall = () =>
  phone.page.evaluate(() => {
    const offer = new Event("beforeinstallprompt", { cancelable: true });
    const prompt = () => Promise.resolve({ outcome: "accepted" });
    return !dispatchEvent(Object.assign(offer, { prompt }));
  });

describe("the app on the home screen", () => {
  test("is spoken of after a pairing, until it was read, and then in the settings alone", async () => {
    await pair(phone, longrein);
    await line().waitFor(soon);
    expect(await line().innerText()).toContain("Add to Home screen");
    await phone.page.getByTestId("install-read").click();
    expect(await line().count()).toBe(0);
    await phone.page.evaluate(() => (location.hash = "#/machines"));
    await phone.page.getByTestId("pair-another").waitFor(soon);
    await phone.page.evaluate(() => (location.hash = "#/"));
    await phone.page.getByTestId("run-row").first().waitFor(soon);
    expect(await line().count()).toBe(0);
    await openSettings();
    expect(await standing()).toBe("by-menu");
  });

  test("is a button where the browser offers it, and the browser's own offer is held back", async () => {
    await pair(phone, longrein);
    await line().waitFor(soon);
    expect(await offerToInstall()).toBe(true);
    await phone.page.getByTestId("install").click(soon);
    await expect.poll(standing).toBe("put-there");
    expect(await phone.page.getByTestId("install").count()).toBe(0);
  });

  test("is not spoken of where this is it", async () => {
    await phone.page.addInitScript(() => {
      const ask = matchMedia.bind(window);
      const isAsked = (query: string) => query.replace("(display-mode: standalone)", "all");
      Object.assign(window, { matchMedia: (query: string) => ask(isAsked(query)) });
    });
    await pair(phone, longrein);
    await phone.page.getByTestId("run-row").first().waitFor(soon);
    await phone.page.waitForLoadState("networkidle");
    expect(await line().count()).toBe(0);
    await openSettings();
    expect(await standing()).toBe("installed");
  });

  test("is on iOS put there by Share, with what becomes of a tab's keys", async () => {
    await phone.page.addInitScript(() => Object.assign(navigator, { standalone: false }));
    await pair(phone, longrein);
    await line().waitFor(soon);
    expect(await standing()).toBe("by-share-sheet");
    const said = await line().innerText();
    expect(said).toContain("press Share, the square with an arrow that points up");
    expect(said).toContain("after seven days without use");
  });
});

describe("what this phone keeps", () => {
  const keeping = () => phone.page.getByTestId("keeping");

  test("is asked to be kept for good by pairing, and the settings say that it is", async () => {
    const cdp = await phone.page.context().newCDPSession(phone.page);
    const permissions = ["durableStorage" as const];
    await cdp.send("Browser.grantPermissions", { origin: longrein.started.appUrl, permissions });
    await pair(phone, longrein);
    await line().waitFor(soon);
    await openSettings();
    await keeping().waitFor(soon);
    expect(await keeping().getAttribute("data-keeping")).toBe("kept");
  });

  test("may be cleared where the browser does not promise otherwise, also when asked anew", async () => {
    await pair(phone, longrein);
    await line().waitFor(soon);
    await openSettings();
    await keeping().waitFor(soon);
    expect(await keeping().getAttribute("data-keeping")).toBe("clearable");
    await phone.page.getByTestId("keep-for-good").click();
    await expect.poll(() => keeping().getAttribute("data-keeping")).toBe("refused");
  });
});
