// What only a real browser can tell: that hostile text reads back from the page, that Approve waits for the
// end of the text, for its moment and for the hold, and that nothing on any screen breaks the policy.

import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { hostileStrings } from "../src/parts/hostile-strings.ts";
import { withPhone } from "./open-browser.ts";
import { serveReplay } from "./serve-replay.ts";

const checks: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  async corpus(page) {
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
    assert.deepEqual(shown, [...hostileStrings]);
    assert.equal(await page.locator("script[src*=alert], img, iframe").count(), 0);
  },

  async "home-long"(page) {
    const approve = page.getByTestId("approve");
    await page.waitForTimeout(700);
    assert.equal(await approve.isDisabled(), true, "approve waits for the end");
    await approve.scrollIntoViewIfNeeded();
    await page.waitForTimeout(700);
    assert.equal(await approve.isDisabled(), true, "seeing the button is not seeing the end");
    assert.equal(await page.getByTestId("deny").isDisabled(), false, "deny does not wait");
    await page.getByTestId("action").evaluate((box) => box.scrollTo(0, box.scrollHeight));
    await page.getByTestId("action").evaluate((box) => box.scrollIntoView({ block: "end" }));
    await page.waitForTimeout(700);
    assert.equal(await approve.isDisabled(), false, "approve opens at the end");
  },

  async "home-high"(page) {
    const approve = page.getByTestId("approve");
    await approve.scrollIntoViewIfNeeded();
    await page.waitForTimeout(700);
    await approve.click();
    await approve.dispatchEvent("click");
    await page.waitForTimeout(1_100);
    assert.equal(await page.getByTestId("answer-fate").count(), 0, "a tap is not a hold");
    await hold(page, 600);
    await page.waitForTimeout(600);
    assert.equal(await page.getByTestId("answer-fate").count(), 0, "letting go cancels");
    await hold(page, 1_050);
    await page.getByTestId("answer-fate").waitFor();
  },

  async "home-high-by-checkbox"(page) {
    await page.getByTestId("approve").scrollIntoViewIfNeeded();
    await page.getByLabel("I have read it").check();
    await page.waitForTimeout(700);
    await page.getByRole("button", { name: "Approve", exact: true }).press("Enter");
    await page.getByTestId("answer-fate").waitFor();
  },

  async "home-unreadable"(page) {
    await page.getByTestId("deny").waitFor();
    assert.equal(await page.getByTestId("approve").count(), 0);
    await page.getByTestId("deny").click();
    await page.locator("[data-stage=resolved][data-outcome=denied]").waitFor();
  },

  async "pair#1QUFBQUFBQUFB"(page) {
    await page.getByTestId("pair-button").waitFor();
    assert.equal(await page.evaluate(() => location.href.includes("QUFB")), false);
    const origin = await page.evaluate(() => location.origin);
    await page.goBack();
    assert.equal(
      await page.evaluate(() => location.href.includes("QUFB")),
      false,
      "not in history",
    );
    await page.goto(`${origin}/?scene=pair`);
    await page.getByTestId("paste-link").fill("https://app.example/#1QUFB");
    await page.getByTestId("device-name").fill("Mara's phone");
    await page.getByTestId("pair-button").click();
    await page.getByTestId("check-code").waitFor();
    assert.equal(await page.getByTestId("check-code").innerText(), "0\n4\n1\n7");
  },

  async "home-test"(page) {
    // A link that is opened while the app is open already.
    await page.evaluate(() => location.assign("#1QUFBQUFBQUFB"));
    await page.getByText("Pairing link received").waitFor();
    assert.equal(await page.evaluate(() => location.href.includes("QUFB")), false);
    await page.getByRole("button", { name: "Back to studio-mbp" }).click();
    await page.getByTestId("approval-card").waitFor();
  },

  async "run-done#/run/AQEBAQEBAQEBAQEBAQEBAQ"(page) {
    await page.getByTestId("ending").waitFor();
    await page.getByTestId("composer").fill("Now the winter case");
    await page.getByTestId("send").click();
    await page.locator("[data-testid=own-prompt][data-progress=sent]").waitFor();
    const distance = () =>
      page.evaluate(() => {
        const { scrollHeight, clientHeight, scrollTop } = document.documentElement;
        return Math.round(scrollHeight - clientHeight - scrollTop);
      });
    assert.ok((await distance()) <= 40, "the end stays in sight");
    await page.mouse.move(100, 400);
    await page.mouse.wheel(0, -400);
    await page.getByTestId("latest").waitFor();
    const before = await page.evaluate(() => scrollY);
    await page.getByTestId("composer").fill("And\nthree\nlines");
    assert.equal(await page.evaluate(() => scrollY), before, "whoever scrolled up is left alone");
    await page.getByTestId("latest").click();
    await page.waitForTimeout(200);
    assert.ok((await distance()) <= 40);
  },

  async home(page) {
    const approve = page.getByTestId("approve");
    await approve.waitFor();
    assert.equal(await approve.isDisabled(), true, "inert for a moment after it appeared");
    await page.keyboard.press("y");
    await page.keyboard.press("Enter");
    await page.waitForTimeout(700);
    assert.equal(await page.getByTestId("answer-fate").count(), 0, "stray keys decide nothing");
    await approve.scrollIntoViewIfNeeded();
    await approve.dblclick();
    await page.locator("[data-progress=sent]").waitFor();
    assert.equal(await approve.count(), 0, "nothing left to press");
    await page.locator("[data-stage=resolved][data-outcome=approved]").waitFor();
  },
};

async function hold(page: Page, ms: number): Promise<void> {
  const box = await page.getByTestId("approve").boundingBox();
  assert.ok(box);
  await page.mouse.move(box.x + 20, box.y + 20);
  await page.mouse.down();
  await page.waitForTimeout(ms);
  await page.mouse.up();
}

const replay = await serveReplay();
let failed = 0;
try {
  await withPhone({ width: 393, height: 852 }, async (context) => {
    for (const [name, check] of Object.entries(checks)) {
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on("pageerror", (failure) => complaints.push(String(failure)));
      page.on("console", (message) => {
        if (/Content Security Policy|TrustedHTML|Trusted Type/.test(message.text())) {
          complaints.push(message.text());
        }
      });
      page.on("request", (request) => {
        if (!request.url().startsWith(replay.origin)) complaints.push(request.url());
      });
      const [scene = "", fragment = ""] = name.split("#");
      await page.goto(
        `${replay.origin}/?scene=${scene.replace("-by-checkbox", "")}${fragment && `#${fragment}`}`,
      );
      try {
        await check(page);
        assert.deepEqual(complaints, []);
        process.stdout.write(`passed: ${name}\n`);
      } catch (failure) {
        failed++;
        process.stdout.write(`failed: ${name}: ${String(failure)}\n`);
      }
      await page.close();
    }
  });
} finally {
  replay.close();
}
process.exitCode = failed === 0 ? 0 : 1;
