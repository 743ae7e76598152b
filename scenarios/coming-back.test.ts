// A phone that goes away and comes back: reloaded, offline in the middle of an answer, its storage wiped.
// Nothing is lost and nothing is done twice.

import { readyWithinMs, silentMaxMs } from "@longrein/protocol/limits";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { answer, answerWithinMs, openDemoRun, pair, transcript } from "./demo-phone.ts";
import { changedFiles } from "./changed-files.ts";
import { type Longrein, startLongrein } from "./longrein.ts";
import { type Phone, openPhone } from "./phone.ts";

const soon = { timeout: answerWithinMs };

let longrein: Longrein;
let phone: Phone;

beforeEach(async () => {
  longrein = await startLongrein(["--pace", "0"]);
  phone = await openPhone();
  await pair(phone, longrein);
  await openDemoRun(phone);
});

afterEach(async () => {
  await phone.close();
  await longrein.interrupt();
});

describe("a phone that comes back", () => {
  test("after a reload it is still paired, and the whole run is there again", async () => {
    await answer(phone, "slugify.js", "approve");
    await phone.page.getByTestId("approval-card").filter({ hasText: "--test" }).waitFor();
    await phone.page.reload();

    await phone.page.getByTestId("transcript").waitFor(soon);
    await expect
      .poll(() => transcript(phone), soon)
      .toContain("Only the first space becomes a dash");
    await answer(phone, "--test", "approve");
    await expect.poll(() => transcript(phone), soon).toContain("All tests pass.");
  });

  test("lets go of its link while nobody looks, and misses nothing", async () => {
    const { page } = phone;
    const dialled = page.waitForEvent("websocket");
    await page.reload();
    const socket = await dialled;
    const closed = socket.waitForEvent("close", { timeout: 60_000 });
    await answer(phone, "slugify.js", "approve");
    await look(phone, "hidden");
    await closed;
    await page.waitForTimeout(1_000);
    const dialledAgain = page.waitForEvent("websocket");
    await look(phone, "visible");
    await dialledAgain;
    await answer(phone, "--test", "approve");
    await expect.poll(() => transcript(phone), soon).toContain("All tests pass.");
  });

  test("gives up a connection that looks open and carries nothing, says so, and makes another", async () => {
    const { page } = phone;
    let carries = true;
    await page.routeWebSocket(/\/v1\/phone/, (socket) => {
      const relay = socket.connectToServer();
      socket.onMessage((message) => carries && relay.send(message));
      relay.onMessage((message) => carries && socket.send(message));
    });
    await page.clock.install();
    await page.reload();
    const status = page.getByTestId("link-status");
    const link = () => status.getAttribute("data-link");
    await expect.poll(link, soon).toBe("ready");
    carries = false;
    await page.clock.runFor(silentMaxMs);
    await expect.poll(link, soon).not.toBe("ready");
    expect(await status.innerText()).toMatch(/as of \d{1,2}:\d\d/);
    carries = true;
    await expect.poll(link, soon).toBe("ready");

    // Whoever comes back from a glance elsewhere is not shown what may be such a one.
    carries = false;
    await look(phone, "hidden");
    await look(phone, "visible");
    await expect.poll(link, soon).not.toBe("ready");
    await page.clock.runFor(readyWithinMs);
    expect(await link(), "nor once it was dialled in vain").not.toBe("ready");
    carries = true;
    await expect.poll(link, soon).toBe("ready");
    await answer(phone, "slugify.js", "approve");
    await expect.poll(() => changedFiles(longrein), soon).toEqual(["slugify.js"]);
  });

  test("a run that is opened while the link is being made is shown, too", async () => {
    const { page } = phone;
    await answer(phone, "slugify.js", "approve");
    const run = await page.evaluate(() => location.hash);
    await page.goto(`${longrein.started.appUrl}/#/`);
    let sent = 0;
    await page.routeWebSocket(/\/v1\/phone/, (socket) => {
      const relay = socket.connectToServer();
      socket.onMessage(async (message) => {
        sent++;
        // Attached, greeted twice; this is the word that proves who it is and names what it follows.
        if (sent === 4) await page.evaluate((hash) => (location.hash = hash), run);
        relay.send(message);
      });
    });
    await page.reload();
    await expect
      .poll(() => transcript(phone), soon)
      .toContain("Only the first space becomes a dash");
  });

  test("an answer given offline waits, is sent once online, and counts once", async () => {
    const card = phone.page.getByTestId("approval-card").filter({ hasText: "slugify.js" });
    await card.waitFor(soon);
    await phone.page.context().setOffline(true);
    await answer(phone, "slugify.js", "approve");
    await phone.page.waitForTimeout(1_000);
    expect(changedFiles(longrein)).toEqual([]);

    await phone.page.context().setOffline(false);

    await expect.poll(() => changedFiles(longrein), soon).toEqual(["slugify.js"]);
    await answer(phone, "--test", "deny");
    await expect
      .poll(() => transcript(phone), soon)
      .toContain("slugify.js now handles every title.");
    const told = await transcript(phone);
    expect(told.split("slugify.js now handles every title.").length).toBe(2);
  });

  test("with its storage wiped it is nobody, and says how to pair again", async () => {
    await phone.page.evaluate(() => indexedDB.deleteDatabase("longrein"));
    await phone.page.goto(longrein.started.appUrl);
    await expect
      .poll(() => phone.page.locator("body").innerText(), { timeout: 10_000 })
      .toContain("Pair this phone");
  });
});

/** As the system tells a page that it was put away, and that it is there again. */
async function look({ page }: Phone, state: "hidden" | "visible"): Promise<void> {
  await page.evaluate((visibility) => {
    Object.defineProperty(document, "visibilityState", { value: visibility, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  }, state);
}
