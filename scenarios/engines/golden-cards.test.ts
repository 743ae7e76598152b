// What a card shows of each text that wants to be misread, as words: the same in both engines, and kept in a file, so
// that nobody changes it unseen. `npx vitest run --project browsers scenarios/engines/golden-cards.test.ts -u` writes it.

import { afterAll, beforeAll, expect, test } from "vitest";
import { type Replay, serveReplay } from "../../mobile-web/dev/serve-replay.ts";
import { hostileStrings } from "../../mobile-web/src/parts/hostile-strings.ts";
import type { Browser } from "./browser.ts";
import { openChromium } from "./chromium.ts";
import { inPage, see, testId } from "./finger.ts";
import { openWebKit } from "./webkit.ts";

let replay: Replay;

beforeAll(async () => {
  replay = await serveReplay();
});

afterAll(() => replay.close());

const engines: readonly (readonly [string, () => Promise<Browser>])[] = [
  ["Chromium", openChromium],
  ["WebKitGTK", openWebKit],
];

test.each(engines)("in %s each text of the corpus stands as it is kept", async (_, open) => {
  const browser = await open();
  try {
    await browser.goTo(`${replay.origin}/?scene=corpus`);
    await see(browser, testId("argv"));
    const shown = await inPage(browser, argumentsShown, `${testId("argv")} li`);
    if (!Array.isArray(shown)) throw new Error("expected what stands on the card");
    expect(shown).toHaveLength(hostileStrings.length);
    const kept = shown.map(
      (text, index) => `${inAscii(hostileStrings[index] ?? "")}\n  ${inAscii(String(text))}\n`,
    );
    await expect(kept.join("\n")).toMatchFileSnapshot("golden-cards.txt");
  } finally {
    await browser.close();
  }
});

/** On one line, with what repeats told by how often, and letters beyond ASCII by their numbers. */
function inAscii(text: string): string {
  const counted = text.replaceAll(
    /(.)\1{39,}/gsu,
    (run, one: string) => `${one}{×${run.length / one.length}}`,
  );
  return JSON.stringify(counted).replaceAll(/[^\x20-\x7e]/gu, (character) => {
    return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
  });
}

/** Runs in the page: what can be seen of each, tokens and all. */
function argumentsShown(at: string): readonly string[] {
  return [...document.querySelectorAll<HTMLElement>(at)].map((box) => {
    const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
    let text = "";
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const { parentElement: holder, nodeValue } = node;
      const isSeen = holder?.checkVisibility({ opacityProperty: true, visibilityProperty: true });
      const isToken = holder?.matches(".hidden-character") === true;
      if (isSeen === true) text += isToken ? `[${nodeValue ?? ""}]` : (nodeValue ?? "");
    }
    return text;
  });
}
