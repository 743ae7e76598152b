// What must hold of every page in every state, looked at in the page itself: nothing that axe-core objects to,
// nothing wider than the phone, nothing to press that is too small for a finger, and no text cut off, not even
// at twice its size.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type Appearance, type Browser, type Size, lying, small, tall } from "./browser.ts";
import { inPage } from "./finger.ts";

const axeSource = readFileSync(
  createRequire(import.meta.url).resolve("axe-core/axe.min.js"),
  "utf8",
);
const armedWithinMs = 1_500;
const appearances: readonly Appearance[] = ["light", "dark"];
const sizes: readonly Size[] = [tall, small];

/** All that is wrong, each in one line. */
export async function examine(browser: Browser, state: string): Promise<readonly string[]> {
  await browser.evaluate(`(typeof axe === "undefined" ? (0, () => {${axeSource}})() : 0, 0)`);
  const found: string[] = [];
  const note = (where: string, seen: unknown) => {
    for (const each of Array.isArray(seen) ? (seen as unknown[]) : [seen]) {
      found.push(`${state}, ${where}: ${String(each)}`);
    }
  };
  for (const size of sizes) {
    await browser.resize(size);
    for (const appearance of appearances) {
      await browser.wear(appearance);
      await inPage(browser, stillness);
      note(`${appearance}, ${size.width} wide`, await lastingViolations(browser));
    }
    note(`${size.width} wide`, await inPage(browser, tooWide));
    note(`${size.width} wide`, await inPage(browser, tooSmall));
  }
  for (const size of lying) {
    await browser.resize(size);
    for (const look of [tooWide, tooSmall, crowded]) {
      note(`${size.width} × ${size.height}`, await inPage(browser, look));
    }
  }
  await inPage(browser, sizeOfText, "200%");
  for (const size of sizes.toReversed()) {
    await browser.resize(size);
    note(`${size.width} wide, text at 200 %`, await inPage(browser, tooWide));
    note(`${size.width} wide, text at 200 %`, await inPage(browser, cutOff));
  }
  await inPage(browser, sizeOfText, "");
  await browser.wear("light");
  return found;
}

/** What the words alone can spoil, in the size that the browser has: all that is wrong, each in one line. */
export async function examineWidth(browser: Browser, state: string): Promise<readonly string[]> {
  const seen = [await inPage(browser, tooWide), await inPage(browser, cutOff)];
  return seen
    .flatMap((each) => (Array.isArray(each) ? each.map(String) : []))
    .map((wrong) => `${state}: ${wrong}`);
}

/** A card may have armed its buttons just then: what is wrong is wrong a moment later, too. */
async function lastingViolations(browser: Browser): Promise<unknown> {
  const found = await inPage(browser, violations);
  if (Array.isArray(found) && found.length === 0) return found;
  await new Promise((done) => setTimeout(done, armedWithinMs));
  return inPage(browser, violations);
}

// What follows runs in the page.

/** A colour on its way to another is neither. */
async function stillness(): Promise<void> {
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const ending = document.getAnimations().map((each) => each.finished.catch(() => undefined));
  await Promise.race([Promise.all(ending), new Promise((done) => setTimeout(done, 500))]);
}

async function violations(): Promise<string[]> {
  const axe = Reflect.get(window, "axe") as typeof import("axe-core");
  const { violations: broken } = await axe.run(document, { resultTypes: ["violations"] });
  return broken.map(({ id, nodes }) => {
    const first = nodes.slice(0, 3).map(({ html, any }) => `${html} ${any[0]?.message ?? ""}`);
    return `axe ${id} (${nodes.length}): ${first.join(" | ")}`;
  });
}

function tooWide(): string[] {
  const { scrollWidth, clientWidth } = document.documentElement;
  return scrollWidth > clientWidth ? [`the page is ${scrollWidth - clientWidth} px too wide`] : [];
}

/** A control may be drawn smaller than what answers to a finger: so its surroundings are tried. */
function tooSmall(): string[] {
  const [least, before] = [48, scrollY];
  const modal = document.querySelector("dialog[open]") ?? document.body;
  // A finger beside a line of a diff chooses its neighbour, with which nothing is done yet.
  const most = "a[href], button, input:not(.diff input), select, textarea, summary";
  const controls = modal.querySelectorAll(most);
  const found = [...controls].flatMap((control) => {
    const label = control.closest("label");
    const shown = control.matches("[type=checkbox], [type=radio]") ? label : control;
    if (shown === null || shown.getClientRects().length === 0) return [];
    shown.scrollIntoView({ block: "center", behavior: "instant" });
    const { left, top, width, height } = shown.getBoundingClientRect();
    const [x, y] = [left + width / 2, top + height / 2];
    const answers = (atX: number, atY: number) => {
      const hit = document.elementFromPoint(atX, atY);
      return hit !== null && (shown.contains(hit) || (label?.contains(hit) ?? false));
    };
    if (!answers(x, y)) return [];
    const reach = least / 2 - 1;
    const fits =
      (width >= least || (answers(x - reach, y) && answers(x + reach, y))) &&
      (height >= least || (answers(x, y - reach) && answers(x, y + reach)));
    const size = `${Math.round(width)} × ${Math.round(height)}`;
    return fits ? [] : [`${size} is small for ${shown.outerHTML.slice(0, 120)}`];
  });
  scrollTo(0, before);
  return found;
}

/** What stays in its place while one scrolls must leave half of the screen to what is read: that is the sheet, if one is open. */
function crowded(): string[] {
  const read = document.querySelector("dialog[open]") ?? document.querySelector("#app");
  const stays = [...(read?.querySelectorAll<HTMLElement>("*") ?? [])].filter((element) =>
    ["sticky", "fixed"].includes(getComputedStyle(element).position),
  );
  const left = innerHeight - stays.reduce((height, { offsetHeight }) => height + offsetHeight, 0);
  return left < innerHeight / 2 ? [`${left} of ${innerHeight} px are left to read in`] : [];
}

function sizeOfText(size: string): void {
  document.documentElement.style.fontSize = size;
}

/** Texts that may end in dots stand in full elsewhere, as what is picked does in its list; what scrolls can be scrolled to. */
function cutOff(): string[] {
  const spills = (element: HTMLElement) => {
    const words = document.createRange();
    words.selectNodeContents(element);
    const [inner, outer] = [words.getBoundingClientRect(), element.getBoundingClientRect()];
    return inner.bottom > outer.bottom + 1 || inner.top < outer.top - 1;
  };
  return [...document.querySelectorAll<HTMLElement>("#app *, dialog *")].flatMap((element) => {
    const { overflowX, overflowY, webkitLineClamp } = getComputedStyle(element);
    // What is folded away has a place, but no size that means anything.
    const shown = element.checkVisibility() && element.textContent.trim() !== "";
    const exempt = element.closest(".one-line, .only-read-aloud, select") !== null;
    if (!shown || exempt || !["none", ""].includes(webkitLineClamp)) return [];
    const { scrollWidth, clientWidth, scrollHeight, clientHeight } = element;
    const hides = (overflow: string) => overflow === "hidden" || overflow === "clip";
    const cut =
      (hides(overflowX) && scrollWidth > clientWidth + 1) ||
      (hides(overflowY) && scrollHeight > clientHeight + 1) ||
      (element.matches("button") && spills(element));
    return cut ? [`cut off in ${element.outerHTML.slice(0, 120)}`] : [];
  });
}
