// What a page did that no text may make it do: run something, break its policy, ask elsewhere, go elsewhere. Both
// engines are asked from inside the page; Chromium tells from outside, too.

import type { Browser } from "../browser.ts";
import { openChromium } from "../chromium.ts";
import { inPage } from "../finger.ts";

export interface Watched {
  readonly browser: Browser;
  /** From here on, until the page is another. */
  watch(): Promise<void>;
  /** Empty where all is well. */
  done(): Promise<readonly string[]>;
}

declare global {
  interface Window {
    /** What the page did; that it is there at all says that the page is still the same. */
    done?: string[];
    /** What payloads set. */
    ran?: unknown;
  }
}

export function watched(browser: Browser): Watched {
  return {
    browser,
    watch: async () => void (await inPage(browser, listen)),
    done: async () => {
      const told = await inPage(browser, tell);
      return Array.isArray(told) ? told.map(String) : ["another page"];
    },
  };
}

/** `own` are the origins that the app may ask. */
export async function watchedChromium(own: () => readonly string[]): Promise<Watched> {
  const browser = await openChromium();
  const { page } = browser;
  const seen: string[] = [];
  page.on("request", (request) => {
    const { origin } = new URL(request.url());
    if (!own().includes(origin)) seen.push(`asked for ${request.url()}`);
  });
  page.on("dialog", (dialog) => {
    seen.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("popup", () => seen.push("another window"));
  page.on("frameattached", () => seen.push("a frame"));
  page.on("pageerror", ({ message }) => seen.push(message));
  const inside = watched(browser);
  return { ...inside, done: async () => [...(await inside.done()), ...seen] };
}

/** Runs in the page. */
function listen(): void {
  const done: string[] = [];
  window.done = done;
  const note = (what: string) => void done.push(what);
  document.addEventListener("securitypolicyviolation", (event) =>
    note(`${event.violatedDirective} refused ${event.blockedURI}`),
  );
  addEventListener("error", (event) => note(`an error: ${event.message}`));
  addEventListener("unhandledrejection", (event) => note(`an error: ${String(event.reason)}`));
  addEventListener("beforeunload", () => note("it was left"));
  for (const name of ["alert", "confirm", "prompt", "open", "print"] as const) {
    Object.defineProperty(window, name, { value: () => note(name) });
  }
}

/** Runs in the page. */
function tell(): readonly string[] | undefined {
  if (window.done === undefined) return undefined;
  const markup = "iframe, object, embed, base, video, math, form, a[id], [srcdoc], main img";
  const made = [...document.querySelectorAll(markup)].map(({ outerHTML }) => `made ${outerHTML}`);
  return [...window.done, ...(window.ran === undefined ? [] : ["it ran"]), ...made];
}
