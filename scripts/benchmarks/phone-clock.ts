// The clock of a measured page: what is timed begins and ends in the page itself, so that the way from here to
// the browser and back is no part of it.

import type { Page } from "playwright-core";

/** Something that can be seen: an element, perhaps one that holds this text. */
export interface Sight {
  readonly selector: string;
  readonly text?: string;
}

/** Milliseconds from the next event of this name, when it happened, until this was painted. */
export function fromEventToSight(page: Page, event: string, sight: Sight): Promise<number> {
  return page.evaluate(
    ([name, { selector, text = "" }]) =>
      new Promise<number>((resolve) => {
        let since: number | undefined;
        const look = () => {
          if (since === undefined) return;
          const found = [...document.querySelectorAll(selector)];
          if (!found.some((element) => element.textContent.includes(text))) return;
          observer.disconnect();
          const begun = since;
          requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - begun)));
        };
        const observer = new MutationObserver(look);
        const options = { subtree: true, childList: true, characterData: true, attributes: true };
        observer.observe(document, options);
        const begin = (happened: Event) => {
          since = happened.timeStamp;
          look();
        };
        addEventListener(name, begin, { capture: true, once: true });
      }),
    [event, sight] as const,
  );
}

/** For each page that is opened from now on: when it first showed this, as a mark of that name. */
export async function markSight(page: Page, name: string, sight: Sight): Promise<void> {
  await page.addInitScript(
    ([mark, { selector, text = "" }]) => {
      const observer = new MutationObserver(() => {
        const found = [...document.querySelectorAll(selector)];
        if (!found.some((element) => element.textContent.includes(text))) return;
        observer.disconnect();
        requestAnimationFrame(() => setTimeout(() => performance.mark(mark)));
      });
      observer.observe(document, { subtree: true, childList: true, characterData: true });
    },
    [name, sight] as const,
  );
}

/** Milliseconds from the navigation to that mark. */
export async function markedAt(page: Page, name: string): Promise<number> {
  return page.evaluate(
    (mark) =>
      new Promise<number>((resolve) => {
        const look = () => {
          const [entry] = performance.getEntriesByName(mark);
          if (entry === undefined) setTimeout(look, 20);
          else resolve(entry.startTime);
        };
        look();
      }),
    name,
  );
}

/** When the page's thread was last busy for so long that a tap would have waited, and for how long in all. */
export function longTasks(page: Page): Promise<{ lastEnd: number; blocking: number }> {
  return page.evaluate(
    () =>
      new Promise<{ lastEnd: number; blocking: number }>((resolve) => {
        const tasks: PerformanceEntry[] = [];
        const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries()));
        observer.observe({ type: "longtask", buffered: true });
        setTimeout(() => {
          observer.disconnect();
          const ends = tasks.map(({ startTime, duration }) => startTime + duration);
          const blocking = tasks.reduce((sum, { duration }) => sum + duration - 50, 0);
          resolve({ lastEnd: Math.max(0, ...ends), blocking });
        }, 50);
      }),
  );
}
