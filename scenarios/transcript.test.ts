// A transcript of ten thousand rows in a real browser: little of it stands on the page, nothing moves under
// the reader, and the end is one tap away.

import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Replay, serveReplay } from "../mobile-web/dev/serve-replay.ts";
import { type Phone, openPhone } from "./phone.ts";

let replay: Replay;
let phone: Phone;
let page: Page;

beforeAll(async () => {
  replay = await serveReplay();
});

afterAll(() => replay.close());

beforeEach(async () => {
  phone = await openPhone();
  ({ page } = phone);
});

afterEach(async () => {
  expect(phone.complaints).toEqual([]);
  await phone.close();
});

const run = "#/run/AQEBAQEBAQEBAQEBAQEBAQ";

async function open(rate: number, scene = "run-long"): Promise<void> {
  await page.goto(`${replay.origin}/?scene=${scene}&rate=${rate}${run}`);
  await page.locator('[data-row="9999"]').waitFor();
  await page.waitForTimeout(300);
}

const scrollBy = async (pixels: number): Promise<void> => {
  await page.mouse.move(190, 400);
  await page.mouse.wheel(0, pixels);
  await page.waitForTimeout(400);
};

/** The rows in sight and where each begins on the screen. */
const rowsInSight = () =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("[data-row]")].flatMap((row) => {
      const { top, bottom } = row.getBoundingClientRect();
      return bottom > 120 && top < 740 ? [{ row: Number(row.dataset["row"]), top, bottom }] : [];
    }),
  );

const distanceToEnd = () =>
  page.evaluate(() => {
    const { scrollHeight, clientHeight, scrollTop } = document.documentElement;
    return Math.round(scrollHeight - clientHeight - scrollTop);
  });

describe("an agent's prose", () => {
  beforeEach(async () => {
    await page.goto(`${replay.origin}/?scene=prose${run}`);
    await page.getByTestId("answer").waitFor();
  });

  test("has links that say where they lead and lead nowhere", async () => {
    const answer = page.getByTestId("answer");
    expect(await answer.innerText()).toContain("next-watering.ts src/next-watering.ts:12");
    // The letter that only looks like an a is marked.
    expect(await answer.locator(".said-address .foreign").innerText()).toBe("\u0430");
    expect(await page.locator("main a, main img, main iframe, main script").count()).toBe(0);
  });

  test("has code that is copied as it is", async () => {
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.getByTestId("answer").getByRole("button", { name: "Copy" }).click();
    await page.getByRole("button", { name: "Copied" }).waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied.split("\n")).toHaveLength(5);
    expect(copied).toMatch(/^export function nextWatering\(bed: Bed\): Date \{\n {2}const/);
  });

  test("has its thoughts folded up under what they are about", async () => {
    const thoughts = page.getByTestId("thought");
    expect(await thoughts.allInnerTexts()).toEqual([
      "Thought\nReading the code",
      "Thinking\nCounting days instead",
    ]);
    await thoughts.first().getByRole("button").click();
    expect(await thoughts.first().innerText()).toContain("It adds hours.");
  });
});

describe("ten thousand rows", () => {
  test("open at their end, with few of them on the page", async () => {
    await open(0);
    expect(await distanceToEnd()).toBeLessThanOrEqual(1);
    expect((await rowsInSight()).at(-1)?.row).toBe(9_999);
    expect(await page.locator("*").count()).toBeLessThan(1_200);
  });

  test("are there wherever somebody scrolls to, without a gap or an overlap", async () => {
    await open(0);
    for (const part of [0, 0.31, 0.62, 0.97]) {
      await page.evaluate((share) => scrollTo(0, document.body.scrollHeight * share), part);
      await page.waitForTimeout(300);
      const rows = await rowsInSight();
      expect(rows.at(-1)?.bottom, `at ${part}`).toBeGreaterThan(700);
      for (const [index, { row, top }] of rows.entries()) {
        const before = rows[index - 1];
        if (before === undefined) continue;
        expect(row).toBe(before.row + 1);
        expect(Math.abs(top - before.bottom)).toBeLessThan(1);
      }
      if (part > 0) expect(rows[0]?.top).toBeLessThanOrEqual(120);
    }
    expect(await page.locator("*").count()).toBeLessThan(1_200);
  });

  test.each([
    ["where none was measured before", "run-long"],
    ["where one is far lower than it was taken for", "run-low"],
  ])("move by what was scrolled and no more, also %s", async (_, scene) => {
    await open(0, scene);
    for (let step = 0; step < 12; step++) {
      const before = new Map((await rowsInSight()).map(({ row, top }) => [row, top]));
      await scrollBy(-300);
      const moved = (await rowsInSight()).flatMap(({ row, top }) => {
        const was = before.get(row);
        return was === undefined ? [] : [top - was];
      });
      expect(moved.length).toBeGreaterThan(0);
      for (const by of moved) expect(Math.abs(by - 300), `step ${step}`).toBeLessThan(2);
    }
  });

  test("stay where they are while others come, and say how many came", async () => {
    await open(100);
    await scrollBy(-2_500);
    const before = await rowsInSight();
    await page.waitForTimeout(1_500);
    const after = await rowsInSight();
    expect(after.map(({ row }) => row)).toEqual(before.map(({ row }) => row));
    for (const [index, { top }] of after.entries()) {
      expect(Math.abs(top - (before[index]?.top ?? 0))).toBeLessThan(1);
    }
    const latest = page.getByTestId("latest");
    expect(await latest.innerText()).toMatch(/^↓ \d+ new$/);
    await latest.click();
    await expect.poll(distanceToEnd).toBeLessThanOrEqual(1);
    expect(await latest.count()).toBe(0);
  });

  test("leave the end as soon as somebody goes up a little, and go along with it otherwise", async () => {
    await open(100);
    await page.waitForTimeout(500);
    expect(await distanceToEnd()).toBeLessThanOrEqual(1);
    await scrollBy(-30);
    await page.waitForTimeout(700);
    expect(await distanceToEnd()).toBeGreaterThan(25);
  });

  test("keep their end in sight when the keyboard takes from the screen and gives it back", async () => {
    await open(0);
    for (const height of [420, 852]) {
      await page.setViewportSize({ width: 393, height });
      await expect.poll(distanceToEnd).toBeLessThanOrEqual(1);
      expect(await page.getByTestId("latest").count()).toBe(0);
    }
  });

  test("keep what was opened open while it is out of sight", async () => {
    await open(0);
    const thought = page.locator('[data-row="9991"] [data-testid=thought] button');
    await scrollBy(-300);
    await thought.scrollIntoViewIfNeeded();
    await thought.click();
    expect(await thought.getAttribute("aria-expanded")).toBe("true");
    await scrollBy(-30_000);
    expect(await thought.count()).toBe(0);
    await page.getByTestId("latest").click();
    await scrollBy(-300);
    await thought.waitFor();
    expect(await thought.getAttribute("aria-expanded")).toBe("true");
  });

  test("stand around the row that was read after the phone was turned", async () => {
    await open(0);
    await scrollBy(-40_000);
    const [before] = await rowsInSight();
    await page.setViewportSize({ width: 852, height: 393 });
    await page.waitForTimeout(400);
    const rows = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>("[data-row]")].flatMap((row) => {
        const { top, bottom } = row.getBoundingClientRect();
        return bottom > 0 && top < 393 ? [Number(row.dataset["row"])] : [];
      }),
    );
    expect(Math.min(...rows.map((row) => Math.abs(row - (before?.row ?? 0))))).toBeLessThan(12);
  });
});
