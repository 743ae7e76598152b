// Two tabs of the app on one phone: one of them speaks for it, the other says so, and takes over when asked.
// Nothing is lost by that and nothing is done twice.

import type { Page, WebSocket } from "playwright-core";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { answer, answerWithinMs, openDemoRun, pair, transcript } from "./demo-phone.ts";
import { changedFiles } from "./changed-files.ts";
import { type Longrein, startLongrein } from "./longrein.ts";
import { type Phone, openPhone } from "./phone.ts";

let longrein: Longrein;
let first: Phone;
let second: Phone;
const dialled: WebSocket[] = [];

beforeEach(async () => {
  longrein = await startLongrein(["--pace", "0"]);
  first = await openPhone();
  await pair(first, longrein);
  await openDemoRun(first);
  dialled.length = 0;
  second = { ...first, page: await openTab() };
});

afterEach(async () => {
  await first.close();
  await longrein.interrupt();
});

async function openTab(): Promise<Page> {
  const page = await first.page.context().newPage();
  page.on("websocket", (socket) => dialled.push(socket));
  await page.goto(longrein.started.appUrl);
  await elsewhere(page).waitFor();
  return page;
}

const elsewhere = (page: Page) => page.getByTestId("elsewhere");
const useHere = (page: Page) => page.getByTestId("use-here").click();

describe("a second tab", () => {
  test("says that another is open, dials nothing, and leaves that one alone", async () => {
    expect(await second.page.getByRole("heading").innerText()).toBe("Open in another tab");
    expect(dialled).toEqual([]);
    await answer(first, "slugify.js", "approve");
    await expect
      .poll(() => changedFiles(longrein), { timeout: answerWithinMs })
      .toEqual(["slugify.js"]);
    expect(await elsewhere(first.page).count()).toBe(0);
    expect(first.complaints).toEqual([]);
  });

  test("takes over when asked, and the first one takes it back, each with all that happened once", async () => {
    await answer(first, "slugify.js", "approve");
    await useHere(second.page);
    await elsewhere(first.page).waitFor();
    await answer(second, "--test", "approve");
    await openDemoRun(second);
    await expect
      .poll(() => transcript(second), { timeout: answerWithinMs })
      .toContain("All tests pass.");

    await useHere(first.page);
    await elsewhere(second.page).waitFor();
    await expect
      .poll(() => transcript(first), { timeout: answerWithinMs })
      .toContain("All tests pass.");
    const told = await transcript(first);
    expect(told.split("Only the first space becomes a dash")).toHaveLength(2);
    expect(told.split("All tests pass.")).toHaveLength(2);
    expect(first.complaints).toEqual([]);
  });

  test("sends what the first could not send any more, once", async () => {
    const { page } = first;
    const card = page.getByTestId("approval-card").filter({ hasText: "slugify.js" });
    await card.waitFor({ timeout: answerWithinMs });
    await page.context().setOffline(true);
    await answer(first, "slugify.js", "approve");
    await page.locator("[data-progress=queued]").waitFor();
    await useHere(second.page);
    await elsewhere(page).waitFor();
    expect(changedFiles(longrein)).toEqual([]);

    await page.context().setOffline(false);

    await expect
      .poll(() => changedFiles(longrein), { timeout: answerWithinMs })
      .toEqual(["slugify.js"]);
    await answer(second, "--test", "deny");
    await openDemoRun(second);
    const ending = "slugify.js now handles every title.";
    await expect.poll(() => transcript(second), { timeout: answerWithinMs }).toContain(ending);
    expect((await transcript(second)).split(ending)).toHaveLength(2);
  });

  test("takes over from one that answers nothing, as one that sleeps, and that one finds out", async () => {
    await second.page.close();
    await first.page.addInitScript(() => {
      BroadcastChannel.prototype.postMessage = () => undefined;
    });
    await first.page.reload();
    await first.page.getByTestId("transcript").waitFor({ timeout: answerWithinMs });
    const page = await openTab();
    await useHere(page);
    await elsewhere(first.page).waitFor();
    await answer({ ...second, page }, "slugify.js", "approve");
    await expect
      .poll(() => changedFiles(longrein), { timeout: answerWithinMs })
      .toEqual(["slugify.js"]);
  });

  test("goes on by itself once the first is closed, but not while that is loaded anew", async () => {
    await second.page.evaluate(() => {
      Object.defineProperty(document, "visibilityState", { value: "hidden", configurable: true });
    });
    await first.page.reload();
    await first.page.getByTestId("transcript").waitFor({ timeout: answerWithinMs });
    await first.page.close();
    await second.page.evaluate(() => {
      Object.defineProperty(document, "visibilityState", { value: "visible" });
      document.dispatchEvent(new Event("visibilitychange"));
    });
    await answer(second, "slugify.js", "approve");
    await expect
      .poll(() => changedFiles(longrein), { timeout: answerWithinMs })
      .toEqual(["slugify.js"]);
  });
});
