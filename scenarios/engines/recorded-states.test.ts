// What nobody may be kept from by how they see, aim or read, looked for in every state of every screen, in two
// engines; and whether all of it fits a small phone in every language.

import { afterAll, beforeAll, expect, test } from "vitest";
import { type Replay, serveReplay } from "../../mobile-web/dev/serve-replay.ts";
import { languages } from "../../mobile-web/src/words/languages.ts";
import { type Browser, small } from "./browser.ts";
import { openChromium } from "./chromium.ts";
import { examine, examineWidth } from "./examine.ts";
import { nameOf, recordedStates, showState } from "./recorded-states.ts";
import { openWebKit } from "./webkit.ts";

const engines = [
  { engine: "Chromium", open: openChromium },
  { engine: "WebKitGTK", open: openWebKit },
] as const;

let replay: Replay;

beforeAll(async () => {
  replay = await serveReplay();
});

afterAll(() => replay.close());

async function inBrowser(
  open: () => Promise<Browser>,
  look: (browser: Browser) => Promise<void>,
): Promise<void> {
  const browser = await open();
  try {
    await look(browser);
  } finally {
    await browser.close();
  }
}

test.concurrent.each(engines)("in $engine axe finds nothing in any recorded state", ({ open }) =>
  inBrowser(open, async (browser) => {
    const found: string[] = [];
    for (const state of recordedStates) {
      await showState(browser, replay.origin, state);
      found.push(...(await examine(browser, nameOf(state))));
    }
    expect(found.join("\n")).toBe("");
  }),
);

test.concurrent.each(engines)("in $engine every language fits 320 pixels", ({ open }) =>
  inBrowser(open, async (browser) => {
    const found: string[] = [];
    await browser.resize(small);
    await browser.goTo(replay.origin);
    for (const language of Object.keys(languages)) {
      const spoken = JSON.stringify(language);
      await browser.evaluate(`(localStorage.setItem("longrein-language", ${spoken}), 0)`);
      for (const state of recordedStates) {
        await showState(browser, replay.origin, state);
        expect(await browser.evaluate("document.documentElement.lang")).toBe(language);
        found.push(...(await examineWidth(browser, `${nameOf(state)} in ${language}`)));
      }
    }
    expect(found.join("\n")).toBe("");
  }),
);
