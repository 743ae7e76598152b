// Whether a page keeps up: its frames while something comes or somebody scrolls, and what a scroll leaves empty.

import type { Page } from "playwright-core";
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

const flingPixels = 12_000;
const flingPixelsEachSecond = 6_000;

/** A finger flings the page up; then whatever is still empty is counted. */
export async function fling({ page, devtools }: MeasuredPhone) {
  const frames = framesDuring(page, (flingPixels / flingPixelsEachSecond) * 1_000);
  await devtools.send("Input.synthesizeScrollGesture", {
    x: 190,
    y: 400,
    yDistance: flingPixels,
    speed: flingPixelsEachSecond,
    gestureSourceType: "touch",
  });
  const { p95Ms } = await frames;
  await page.waitForTimeout(300);
  return { p95Ms, blankPixels: await blankPixels(page) };
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
