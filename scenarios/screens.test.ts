// What only a real browser can tell of a screen: that hostile text reads back from the page, that Approve
// waits for the end of the text, for its moment and for the hold, and that no screen breaks the policy.
// The screens show a recorded run, served under the app's own policy.

import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Replay, serveReplay } from "../mobile-web/dev/serve-replay.ts";
import { hostileStrings } from "../mobile-web/src/parts/hostile-strings.ts";
import { type Phone, openPhone } from "./phone.ts";

let replay: Replay;
let phone: Phone;

beforeAll(async () => {
  replay = await serveReplay();
});

afterAll(() => replay.close());

beforeEach(async () => {
  phone = await openPhone();
});

afterEach(() => phone.close());

/** Opens one recorded scene; whatever it does, it loads nothing from elsewhere and breaks no policy. */
function onScene(title: string, scene: string, check: (page: Page) => Promise<void>): void {
  test(title, async () => {
    const foreign: string[] = [];
    phone.page.on("request", (request) => {
      if (!request.url().startsWith(replay.origin)) foreign.push(request.url());
    });
    const [name = "", fragment = ""] = scene.split("#");
    const address = `${replay.origin}/?scene=${name}`;
    await phone.page.goto(fragment === "" ? address : `${address}#${fragment}`);
    await check(phone.page);
    expect(foreign).toEqual([]);
    expect(phone.complaints).toEqual([]);
  });
}

describe("a screen", () => {
  onScene(
    "hostile text reads back from the page, character for character",
    "corpus",
    async (page) => {
      const shown = await page.evaluate(() => {
        const read = (node: Node): string => {
          if (node.nodeType === Node.TEXT_NODE) return node.nodeValue ?? "";
          const hidden = node instanceof HTMLElement ? node.dataset["codePoint"] : undefined;
          if (hidden !== undefined) return String.fromCodePoint(Number.parseInt(hidden, 16));
          return [...node.childNodes].map(read).join("");
        };
        const boxes = document.querySelectorAll("[data-testid=argv] li");
        // An empty argument stands as a word of the app, outside any foreign text.
        return [...boxes].map((box) => {
          const text = box.querySelector(".untrusted");
          return text === null ? "" : read(text);
        });
      });
      expect(shown).toEqual([...hostileStrings]);
      expect(await page.locator("script[src*=alert], img, iframe").count()).toBe(0);
    },
  );

  onScene("Approve waits until the end of a long action was seen", "home-long", async (page) => {
    const approve = page.getByTestId("approve");
    await page.waitForTimeout(700);
    expect(await approve.isDisabled(), "approve waits for the end").toBe(true);
    await approve.scrollIntoViewIfNeeded();
    await page.waitForTimeout(700);
    expect(await approve.isDisabled(), "seeing the button is not seeing the end").toBe(true);
    expect(await page.getByTestId("deny").isDisabled(), "deny does not wait").toBe(false);
    await page.getByTestId("action").evaluate((box) => box.scrollTo(0, box.scrollHeight));
    await page.getByTestId("action").evaluate((box) => box.scrollIntoView({ block: "end" }));
    await page.waitForTimeout(700);
    expect(await approve.isDisabled(), "approve opens at the end").toBe(false);
  });

  onScene(
    "high risk wants a hold: a tap or letting go early decides nothing",
    "home-high",
    async (page) => {
      const approve = page.getByTestId("approve");
      await approve.scrollIntoViewIfNeeded();
      await page.waitForTimeout(700);
      await approve.click();
      await approve.dispatchEvent("click");
      await page.waitForTimeout(1_100);
      expect(await page.getByTestId("answer-fate").count(), "a tap is not a hold").toBe(0);
      await hold(page, 400);
      await page.waitForTimeout(600);
      expect(await page.getByTestId("answer-fate").count(), "letting go cancels").toBe(0);
      await hold(page, 2_000);
      await page.getByTestId("answer-fate").waitFor();
    },
  );

  onScene(
    "high risk can be approved without holding, by a checkbox and a plain button",
    "home-high",
    async (page) => {
      await page.getByTestId("approve").scrollIntoViewIfNeeded();
      await page.getByLabel("I have read it").check();
      await page.waitForTimeout(700);
      await page.getByRole("button", { name: "Approve", exact: true }).press("Enter");
      await page.getByTestId("answer-fate").waitFor();
    },
  );

  onScene(
    "what came too fast says when it may be tried again, and does not read out every second",
    "run-queue#/run/AQEBAQEBAQEBAQEBAQEBAQ",
    async (page) => {
      const fate = page.getByTestId("own-prompt").filter({ hasText: "tulips" }).getByRole("status");
      const counting = fate.locator("[aria-hidden=true]");
      await expect.poll(() => counting.innerText()).toMatch(/^Try again in [123] s\.$/);
      const readAloud = async () => (await fate.ariaSnapshot()).replaceAll(/\s+/g, " ");
      const first = await readAloud();
      expect(first).toContain("too much came at once. Try again in a moment.");
      await expect.poll(() => counting.innerText(), { timeout: 15_000 }).toBe("Try again now.");
      expect(await readAloud()).toBe(first);
    },
  );

  onScene("what cannot be read cannot be approved, but denied", "home-unreadable", async (page) => {
    await page.getByTestId("deny").waitFor();
    expect(await page.getByTestId("approve").count()).toBe(0);
    await page.getByTestId("deny").click();
    await page.locator("[data-stage=resolved][data-outcome=denied]").waitFor();
  });

  onScene(
    "a pairing link leaves the address and the history before anything else",
    "pair#1QUFBQUFBQUFB",
    async (page) => {
      await page.getByTestId("pair-button").waitFor();
      expect(await page.evaluate(() => location.href.includes("QUFB"))).toBe(false);
      const origin = await page.evaluate(() => location.origin);
      await page.goBack();
      expect(await page.evaluate(() => location.href.includes("QUFB")), "not in history").toBe(
        false,
      );
      await page.goto(`${origin}/?scene=pair`);
      await page.getByTestId("paste-link").fill("https://app.example/#1QUFB");
      await page.getByTestId("device-name").fill("Mara's phone");
      await page.getByTestId("pair-button").click();
      await page.getByTestId("check-code").waitFor();
      expect(await page.getByTestId("check-code").innerText()).toBe("0\n4\n1\n7");
    },
  );

  onScene("a pairing link opened in the open app is taken as well", "home-test", async (page) => {
    // A link that is opened while the app is open already.
    await page.evaluate(() => location.assign("#1QUFBQUFBQUFB"));
    await page.getByText("Pairing link received").waitFor();
    expect(await page.evaluate(() => location.href.includes("QUFB"))).toBe(false);
    await page.getByRole("button", { name: "Back to studio-mbp" }).click();
    await page.getByTestId("approval-card").waitFor();
  });

  onScene(
    "a run stays at its end, and leaves alone whoever scrolls up",
    "run-done#/run/AQEBAQEBAQEBAQEBAQEBAQ",
    async (page) => {
      await page.getByTestId("ending").waitFor();
      await page.getByTestId("composer").fill("Now the winter case");
      await page.getByTestId("send").click();
      await page.locator("[data-testid=own-prompt][data-progress=sent]").waitFor();
      const distance = () =>
        page.evaluate(() => {
          const { scrollHeight, clientHeight, scrollTop } = document.documentElement;
          return Math.round(scrollHeight - clientHeight - scrollTop);
        });
      expect(await distance(), "the end stays in sight").toBeLessThanOrEqual(40);
      await page.mouse.move(100, 400);
      await page.mouse.wheel(0, -400);
      await page.getByTestId("latest").waitFor();
      const before = await page.evaluate(() => scrollY);
      await page.getByTestId("composer").fill("And\nthree\nlines");
      expect(await page.evaluate(() => scrollY), "whoever scrolled up is left alone").toBe(before);
      await page.getByTestId("latest").click();
      await page.waitForTimeout(200);
      expect(await distance()).toBeLessThanOrEqual(40);
    },
  );

  onScene(
    "what waits stands a page at a time, approvals and runs, and none of it is out of reach",
    "home-crowd",
    async (page) => {
      const folded = page.getByTestId("folded-approval");
      const runs = page.getByTestId("run-row");
      await expect.poll(() => folded.count()).toBe(50);
      await expect.poll(() => runs.count()).toBe(25);
      const pagesOf = (list: string) => page.getByTestId(`${list}-pages`);
      const next = (list: string) => pagesOf(list).getByTestId("show-earlier");
      await next("approvals-head").click();
      await expect.poll(() => pagesOf("approvals-head").innerText()).toContain("51 to 100 of 117");
      await next("approvals-head").click();
      await expect.poll(() => folded.count()).toBe(17);
      expect(await next("approvals-head").isDisabled(), "nothing after the last").toBe(true);
      await folded.filter({ hasText: "bed-119.test.js" }).click();
      await page.getByTestId("approval-card").filter({ hasText: "bed-119.test.js" }).waitFor();
      for (let turned = 0; turned < 4; turned++) await next("waiting").click();
      await expect.poll(() => pagesOf("waiting").innerText()).toContain("101 to 120 of 120");
      expect(await runs.last().innerText()).toContain("Water bed 0");
    },
  );

  onScene(
    "a card that has just appeared is inert, stray keys decide nothing, a double tap answers once",
    "home",
    async (page) => {
      const approve = page.getByTestId("approve");
      await approve.waitFor();
      expect(await approve.isDisabled(), "inert for a moment after it appeared").toBe(true);
      await page.keyboard.press("y");
      await page.keyboard.press("Enter");
      await page.waitForTimeout(700);
      expect(await page.getByTestId("answer-fate").count(), "stray keys decide nothing").toBe(0);
      await approve.scrollIntoViewIfNeeded();
      await approve.dblclick();
      await page.locator("[data-progress=sent]").waitFor();
      expect(await approve.count(), "nothing left to press").toBe(0);
      await page.locator("[data-stage=resolved][data-outcome=approved]").waitFor();
    },
  );
  onScene(
    "nothing to press on a run lies under the camera or the home bar, nor what is last read",
    "run-done#/run/AQEBAQEBAQEBAQEBAQEBAQ",
    async (page) => {
      const [top, bottom] = [59, 34];
      const session = await page.context().newCDPSession(page);
      await session.send("Emulation.setSafeAreaInsetsOverride", { insets: { top, bottom } });
      await page.getByTestId("ending").waitFor();
      const reach = async (at: string) => {
        const boxes = await Promise.all((await page.locator(at).all()).map((e) => e.boundingBox()));
        const known = boxes.filter((box) => box !== null);
        return [
          Math.min(...known.map(({ y }) => y)),
          Math.max(...known.map(({ y, height }) => y + height)),
        ];
      };
      const [bar = 0] = await reach(".run-top button, .run-top a");
      const [line = 0, lowest = 0] = await reach(".composer button, .composer textarea");
      expect(bar).toBeGreaterThanOrEqual(top);
      expect(lowest).toBeLessThanOrEqual(852 - bottom);
      const [, read = 0] = await reach("[data-testid=ending]");
      expect(read).toBeLessThanOrEqual(line);
    },
  );
});

async function hold(page: Page, ms: number): Promise<void> {
  const box = await page.getByTestId("approve").boundingBox();
  if (box === null) throw new Error("the button is not on the screen");
  await page.mouse.move(box.x + 20, box.y + 20);
  await page.mouse.down();
  await page.waitForTimeout(ms);
  await page.mouse.up();
}
