// Goes through every page on which somebody else's words can stand, and brings back what it read.

import { toBase64url } from "@longrein/protocol";
import type { Browser } from "../browser.ts";
import { inPage, press, see, testId } from "../finger.ts";
import { readAll, readSight } from "./read-all.ts";

export interface Runs {
  /** In which nearly everything is told. */
  readonly told: Uint8Array;
  readonly others: readonly Uint8Array[];
}

interface Looking {
  /** That can be typed after a slash. */
  readonly words: readonly string[];
  look(): Promise<void>;
}

export async function visitAll(
  browser: Browser,
  { told, others }: Runs,
  words: readonly string[],
): Promise<string> {
  const read: string[] = [];
  const look = async () => void read.push(await readSight(browser));
  await home(browser);
  await look();
  await everyFolded(browser, look);
  await everyEarlier(browser, look);
  for (const run of others) {
    await openRun(browser, run);
    await look();
  }
  await openRun(browser, told);
  read.push(await readAll(browser));
  await choosing(browser, { words, look });
  for (const [page, sign] of pages) {
    await openPage(browser, page);
    await see(browser, sign);
    await look();
  }
  await everyDriver(browser, { words, look });
  await everySession(browser, look);
  return read.join("\n");
}

export async function home(browser: Browser): Promise<void> {
  await openPage(browser, "");
  await see(browser, testId("new-run"));
}

export const openPage = (browser: Browser, page: string): Promise<unknown> =>
  browser.evaluate(`(location.hash = "#/${page}", 0)`);

/** Few cards stand whole at a time: with each that opens, another is folded up. */
async function everyFolded(browser: Browser, look: () => Promise<void>): Promise<void> {
  const keys = await inPage(browser, foldedKeys);
  for (const key of Array.isArray(keys) ? keys.map(String) : []) {
    const card = `[data-approval="${key}"]`;
    await press(browser, { at: `${testId("folded-approval")}${card}` });
    await see(browser, `${testId("approval-card")}${card}`);
    await look();
  }
}

/** Runs that have ended stand a page at a time. */
async function everyEarlier(browser: Browser, look: () => Promise<void>): Promise<void> {
  const next = `${testId("show-earlier")}:enabled`;
  const isMore = (at: string) => document.querySelector(at) !== null;
  while (await inPage(browser, isMore, next)) {
    await press(browser, { at: next });
    await look();
  }
}

const pages = [
  ["machines", testId("machine-list")],
  ["device", testId("unpair")],
  ["devices", testId("device-row")],
  ["audit", testId("audit-entry")],
  ["settings", testId("wipe")],
] as const;

async function openRun(browser: Browser, run: Uint8Array): Promise<void> {
  await openPage(browser, `run/${toBase64url(run)}`);
  await see(browser, testId("run-state"));
}

/** The settings of the run that is open, and what can be typed after a slash. */
async function choosing(browser: Browser, looking: Looking): Promise<void> {
  await press(browser, { at: testId("settings") });
  await see(browser, testId("settings-sheet"));
  await looking.look();
  await closeSheet(browser);
  await everyCommand(browser, testId("composer"), looking);
}

/** They stand there a few at a time, by what was typed so far. */
async function everyCommand(browser: Browser, at: string, { words, look }: Looking) {
  for (const word of words) {
    await inPage(browser, type, at, `/${word}`);
    await look();
  }
  await inPage(browser, type, at, "");
}

async function everyDriver(browser: Browser, looking: Looking): Promise<void> {
  await openPage(browser, "new-run");
  await see(browser, testId("new-run-driver"));
  await everyCommand(browser, testId("new-run-prompt"), looking);
  const count = Number(await inPage(browser, choose, testId("new-run-driver"), -1));
  for (let index = 0; index < count; index++) {
    await inPage(browser, choose, testId("new-run-driver"), index);
    await looking.look();
  }
}

async function everySession(browser: Browser, look: () => Promise<void>): Promise<void> {
  await openPage(browser, "sessions");
  await see(browser, testId("session-row"));
  await look();
  await press(browser, { at: testId("session-row") });
  await see(browser, testId("session-said"));
  await look();
  await closeSheet(browser);
}

const closeSheet = (browser: Browser): Promise<void> =>
  press(browser, { at: "dialog[open] .sheet-top button" });

/** Runs in the page. */
function foldedKeys(): readonly string[] {
  const folded = document.querySelectorAll<HTMLElement>('[data-testid="folded-approval"]');
  return [...folded].map(({ dataset }) => dataset["approval"] ?? "");
}

/** Runs in the page. */
function type(at: string, text: string): void {
  const field = document.querySelector<HTMLTextAreaElement>(at);
  if (field === null) return;
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Runs in the page; says how many there are to choose from. */
function choose(at: string, index: number): number {
  const field = document.querySelector<HTMLSelectElement>(at);
  if (field === null) return 0;
  if (index >= 0) {
    field.selectedIndex = index;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
  return field.options.length;
}
