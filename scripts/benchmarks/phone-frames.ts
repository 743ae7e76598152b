// Whether a page keeps up: its frames while something comes or somebody scrolls, and what a scroll leaves empty.

import type { CDPSession, Page } from "playwright-core";
import type { MeasuredPhone } from "./phone-browser.ts";

/** A frame that took longer than this was missed. */
const slowFrameMs = 25;

export interface Frames {
  readonly slowShare: number;
  readonly p95Ms: number;
}

export async function framesDuring(page: Page, milliseconds: number): Promise<Frames> {
  const lengths = await page.evaluate(
    (wanted) =>
      new Promise<number[]>((resolve) => {
        const frames: number[] = [];
        let begun: number | undefined;
        let last = 0;
        const step = (now: number) => {
          if (begun === undefined) begun = now;
          else frames.push(now - last);
          last = now;
          if (now - begun < wanted) requestAnimationFrame(step);
          else resolve(frames);
        };
        requestAnimationFrame(step);
      }),
    milliseconds,
  );
  const sorted = lengths.toSorted((one, other) => one - other);
  return {
    slowShare: lengths.filter((length) => length > slowFrameMs).length / lengths.length,
    p95Ms: sorted[Math.floor(sorted.length * 0.95)] ?? Infinity,
  };
}

const swipes = 6;
const swipeFrom = 200;
const swipePixels = 480;
const movesOfSwipe = 12;
const moveMs = 8;
/** Meanwhile the page goes on by itself. */
const betweenSwipesMs = 250;
/** Without a scroll for so long, momentum is over. */
const restMs = 300;
/** What six flings of a page of any length go at least. */
const flungPixels = 6_000;

/**
 * A finger flings the page up, again and again; then whatever is still empty is counted. The touches are our own: those
 * of the browser's synthetic gestures do not scroll.
 */
export async function fling({ page, devtools }: MeasuredPhone) {
  const before = await page.evaluate(() => scrollY);
  const lasts = swipes * (movesOfSwipe * moveMs + betweenSwipesMs);
  const frames = framesDuring(page, lasts);
  for (let swipe = 0; swipe < swipes; swipe++) {
    await swipeDown(devtools);
    await page.waitForTimeout(betweenSwipesMs);
  }
  const { p95Ms } = await frames;
  await comesToRest(page);
  const moved = before - (await page.evaluate(() => scrollY));
  if (moved < flungPixels) throw new Error(`expected a fling, and the page went ${moved} pixels`);
  return { p95Ms, blankPixels: await blankPixels(page) };
}

function comesToRest(page: Page): Promise<void> {
  return page.evaluate(
    (milliseconds) =>
      new Promise<void>((resolve) => {
        let timer = setTimeout(resolve, milliseconds);
        addEventListener("scroll", () => {
          clearTimeout(timer);
          timer = setTimeout(resolve, milliseconds);
        });
      }),
    restMs,
  );
}

async function swipeDown(devtools: CDPSession): Promise<void> {
  const begun = Date.now() / 1_000;
  // Told when the finger was there, so that its speed is the same however late a busy browser hears of it.
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", move: number) =>
    devtools.send("Input.dispatchTouchEvent", {
      type,
      timestamp: begun + (move * moveMs) / 1_000,
      touchPoints:
        type === "touchEnd" ? [] : [{ x: 190, y: swipeFrom + (swipePixels * move) / movesOfSwipe }],
    });
  await touch("touchStart", 0);
  for (let move = 1; move <= movesOfSwipe; move++) await touch("touchMove", move);
  await touch("touchEnd", movesOfSwipe + 1);
}

/** Of the column of rows between the bar and the composer. */
function blankPixels(page: Page): Promise<number> {
  return page.evaluate(() => {
    const bottomOf = (element: Element | null) => element?.getBoundingClientRect().bottom ?? 0;
    const from = bottomOf(document.querySelector(".run-top"));
    const to = document.querySelector(".composer")?.getBoundingClientRect().top ?? innerHeight;
    const covered = [...document.querySelectorAll("[data-row]")].map((row) => {
      const { top, bottom } = row.getBoundingClientRect();
      return Math.max(0, Math.min(bottom, to) - Math.max(top, from));
    });
    return Math.max(0, Math.round(to - from - covered.reduce((sum, height) => sum + height, 0)));
  });
}
