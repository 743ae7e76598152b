// Reads what a page has to say, with what is folded up unfolded: as text, with each token in the place of a hidden
// character read back to that character.

import type { Browser } from "../browser.ts";
import { inPage } from "../finger.ts";

const stepsMax = 600;
/** At a time: an engine waits only so long for what it is asked. */
const stepsAtOnce = 4;

/** From its top to its end, where not all of it stands on the page at once. */
export async function readAll(browser: Browser): Promise<string> {
  await inPage(browser, toTop);
  let text = "";
  for (let step = 0; step < stepsMax; step += stepsAtOnce) {
    const read = String(await inPage(browser, readPage, stepsAtOnce, true));
    text += read.slice(1);
    if (read.startsWith("E")) return text;
  }
  throw new Error("the page has no end");
}

/** What stands on the page. */
export async function readSight(browser: Browser): Promise<string> {
  return String(await inPage(browser, readPage, 1, false)).slice(1);
}

declare global {
  interface Window {
    /** What was read already, and in which words. */
    known?: WeakMap<Node, string>;
  }
}

/** Runs in the page. One that follows its end goes there again until it has seen that somebody scrolls. */
async function toTop(): Promise<void> {
  const page = document.scrollingElement ?? document.documentElement;
  for (let step = 0; step < 10 && (step === 0 || page.scrollTop > 0); step++) {
    page.scrollTop = 0;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Runs in the page. Begins with E at its end, and with M where there is more. */
async function readPage(steps: number, onward: boolean): Promise<string> {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const known = (window.known ??= new WeakMap());
  const seen = { opacityProperty: true, visibilityProperty: true };
  const unfold = () => {
    for (const fold of document.querySelectorAll("details:not([open])")) {
      fold.setAttribute("open", "");
    }
    const folded = '[data-testid="thought"] [aria-expanded="false"]';
    for (const button of document.querySelectorAll<HTMLElement>(folded)) button.click();
  };
  const read = () => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    let text = "";
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const [box, value] = [node.parentElement, node.nodeValue ?? ""];
      if (known.get(node) === value) continue;
      if (box !== null && box.localName !== "option" && !box.checkVisibility(seen)) continue;
      known.set(node, value);
      const code = box?.closest<HTMLElement>("[data-code-point]")?.dataset["codePoint"];
      text += code === undefined ? value : String.fromCodePoint(parseInt(code, 16));
    }
    return text;
  };
  const page = document.scrollingElement ?? document.documentElement;
  let text = "";
  for (let step = 0; step < steps; step++) {
    unfold();
    await frame();
    await frame();
    text += read();
    const before = page.scrollTop;
    if (onward) page.scrollTop += innerHeight;
    await frame();
    if (page.scrollTop <= before) return `E${text}`;
  }
  return `M${text}`;
}
