// How soon the app can be used: by somebody who has never been there, and by a paired phone that opens it again.

import type { Browser } from "playwright-core";
import type { AgentOfPhone } from "./phone-agent.ts";
import {
  type MeasuredPhone,
  newPhone,
  pairedPhone,
  processorSlowdown,
  slowDown,
} from "./phone-browser.ts";
import { longTasks, markSight, markedAt } from "./phone-clock.ts";

const roundTripMs = 150;
/** Nothing that belongs to a visit begins later than this after its first picture. */
const afterwardsMs = 1_500;
const usable = "usable";

export interface FirstVisit {
  readonly seenMs: number;
  /** The page can be used, and its thread is free. */
  readonly quietMs: number;
  readonly blockingMs: number;
}

/** Over a slow network, with nothing kept from before. */
export async function firstVisits(
  { origin }: AgentOfPhone,
  browser: Browser,
  rounds: number,
): Promise<FirstVisit[]> {
  const visits: FirstVisit[] = [];
  for (let round = 0; round <= rounds; round++) {
    const phone = await newPhone(browser);
    const { page } = phone;
    await markSight(page, usable, { selector: "[data-testid=pair-button]" });
    await slowDown(phone, { rate: processorSlowdown, latency: roundTripMs, isNarrow: true });
    await page.goto(origin, { waitUntil: "commit" });
    const seen = await markedAt(page, usable);
    await page.waitForTimeout(afterwardsMs);
    const { lastEnd, blocking } = await longTasks(page);
    await phone.close();
    if (round > 0) {
      visits.push({ seenMs: seen, quietMs: Math.max(seen, lastEnd), blockingMs: blocking });
    }
  }
  return visits;
}

/** Opened by a service worker: until the runs of the machine can be read, as they were written down. */
export async function openings(
  agent: AgentOfPhone,
  browser: Browser,
  rounds: number,
  latency: number,
): Promise<number[]> {
  const phone = await pairedPhone(browser, agent);
  try {
    await underItsWorker(phone);
    await writtenDown(phone);
    await markSight(phone.page, usable, { selector: "[data-testid=run-row]" });
    await slowDown(phone, { rate: processorSlowdown, latency });
    agent.setRoundTrip(latency);
    const times: number[] = [];
    for (let round = 0; round <= rounds; round++) {
      await phone.page.goto("about:blank");
      await phone.page.goto(agent.origin, { waitUntil: "commit" });
      const time = await markedAt(phone.page, usable);
      if (round > 0) times.push(time);
      // The link that is left behind is let go of before another begins.
      await phone.page.waitForTimeout(300);
    }
    return times;
  } finally {
    agent.setRoundTrip(0);
    await phone.close();
  }
}

/** What the phone writes down when somebody leaves. */
async function writtenDown({ page }: MeasuredPhone): Promise<void> {
  const memories = () =>
    page.evaluate(
      () =>
        new Promise<number>((resolve, reject) => {
          const opening = indexedDB.open("longrein");
          opening.onerror = () => reject(opening.error ?? new Error("it does not open"));
          opening.onsuccess = () => {
            const counting = opening.result.transaction("memory").objectStore("memory").count();
            counting.onsuccess = () => {
              opening.result.close();
              resolve(counting.result);
            };
          };
        }),
    );
  for (let look = 0; (await memories()) === 0; look++) {
    if (look > 120) throw new Error("the phone wrote nothing down");
    await page.waitForTimeout(500);
  }
}

async function underItsWorker({ page }: MeasuredPhone): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  await page.reload();
  await page.getByTestId("run-row").first().waitFor();
}
