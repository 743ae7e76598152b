// What a finger does on the page of any engine: press what is really there to be pressed, and write into fields.

import { until } from "../until.ts";
import type { Browser } from "./browser.ts";

/** A selector; and in what it must stand, which must hold these words. */
export interface Spot {
  readonly at: string;
  readonly in?: string;
  readonly saying?: string;
}

export const testId = (name: string): string => `[data-testid="${name}"]`;
const withinMs = 30_000;

/** Runs a function in the page; it may use nothing from here but what it is given. */
export function inPage<A extends readonly unknown[]>(
  browser: Browser,
  act: (...given: A) => unknown,
  ...given: A
): Promise<unknown> {
  const list = given.map((each) => JSON.stringify(each) ?? "undefined").join(", ");
  return browser.evaluate(`(${act.toString()})(${list})`);
}

/** Waits until it can be pressed: there, enabled, at rest, and nothing in front of it. */
export async function press(browser: Browser, spot: Spot): Promise<void> {
  let before = "";
  const look = () => inPage(browser, placeOf, spot);
  const isAtRest = (place: unknown) => {
    const [was, is] = [before, String(place)];
    before = is;
    return Array.isArray(place) && was === is;
  };
  const found = await until(describe("press", spot), look, isAtRest, withinMs);
  const [x, y] = Array.isArray(found) ? found.map(Number) : [];
  await browser.pressAt(x ?? 0, y ?? 0);
}

export async function fill(browser: Browser, spot: Spot, text: string): Promise<void> {
  await press(browser, spot);
  await inPage(browser, () => {
    const field = document.activeElement;
    if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) field.select();
  });
  await browser.type(text);
}

/** The text of all that is at the selector; null while nothing is. */
export async function textAt(browser: Browser, at: string): Promise<string> {
  const text = await inPage(
    browser,
    (selector) => {
      const found = [...document.querySelectorAll<HTMLElement>(selector)];
      return found.map((element) => element.innerText).join("\n");
    },
    at,
  );
  return String(text);
}

export async function see(
  browser: Browser,
  at: string,
  saying = "",
  ms = withinMs,
): Promise<string> {
  const count = (selector: string) => document.querySelectorAll(selector).length;
  await until(describe("see", { at }), () => inPage(browser, count, at), Boolean, ms);
  const look = () => textAt(browser, at);
  return until(describe("see", { at, saying }), look, (text) => text.includes(saying), ms);
}

function describe(act: string, { at, in: box, saying }: Spot): string {
  return `${act} ${at}${box === undefined ? "" : ` in ${box}`}${saying ? ` saying ${saying}` : ""}`;
}

/** Runs in the page. Its middle once it is in sight, or why it cannot be pressed. */
function placeOf({ at, in: box, saying = "" }: Spot): readonly [number, number] | string {
  const boxes = box === undefined ? [document.body] : [...document.querySelectorAll(box)];
  const holding = boxes.filter((each) => each.textContent.includes(saying));
  const found = holding.flatMap((each) => [...each.querySelectorAll(at)]);
  const [element] = found.filter((each) => each.getClientRects().length > 0);
  if (element === undefined) return "not there";
  element.scrollIntoView({ block: "center", behavior: "instant" });
  if (element.matches(":disabled")) return "disabled";
  const { left, top, width, height } = element.getBoundingClientRect();
  const [x, y] = [left + width / 2, top + height / 2];
  const hit = document.elementFromPoint(x, y);
  const label = hit?.closest("label");
  const isFree = element.contains(hit) || (label !== null && label?.contains(element) === true);
  return isFree ? [x, y] : `behind ${hit?.tagName ?? "the edge"} ${hit?.className ?? ""}`;
}
