// A long run on the phone: opened, scrolled, and written on while somebody looks.

import type { Browser, Page } from "playwright-core";
import type { RunEvent } from "../../agent/src/runs/driver.ts";
import { eventsOfItem, liveEvents } from "../../mobile-web/dev/long-run.ts";
import type { AgentEvent } from "../../protocol/src/index.ts";
import type { AgentOfPhone, MeasuredRun } from "./phone-agent.ts";
import { type MeasuredPhone, pairedPhone, processorSlowdown, slowDown } from "./phone-browser.ts";
import { fromEventToSight } from "./phone-clock.ts";
import { fling, framesDuring } from "./phone-frames.ts";
import { longestScript } from "./phone-script-time.ts";

const rows = 10_000;
const eventsEachSecond = 100;
const everyMs = 50;
/** On a machine that is busy with other things the phone is long behind. */
const filledWithinMs = 5 * 60_000;
const watchedMs = 4_000;
/** Told so many rows at a time, so that neither end is overrun. */
const rowsAtOnce = 200;
const answerCharacters = 16_384;
const answerPieceCharacters = 40;
/** The growth of half an hour at 20 events a second, which come faster here. */
const grownEvents = 36_000;

export interface LongRun {
  readonly openMs: readonly number[];
  /** The same page while nothing comes: what the machine does to it by itself. */
  readonly slowShareAtRest: readonly number[];
  readonly slowShare: readonly number[];
  readonly flingP95Ms: readonly number[];
  readonly blankPixels: readonly number[];
  readonly scriptMs: readonly number[];
  readonly heapMebibytes: number;
  readonly grownMebibytes: number | undefined;
  readonly elements: number;
}

export async function longRun(
  agent: AgentOfPhone,
  browser: Browser,
  rounds: number,
  isQuick: boolean,
): Promise<LongRun> {
  const phone = await pairedPhone(browser, agent);
  const measured = await agent.openRun("A long day");
  const { page } = phone;
  try {
    await page.goto(`${agent.origin}/#/run/${measured.key}`);
    await page.getByTestId("transcript").waitFor();
    await fill(page, measured);
    const heapMebibytes = await heapInUse(phone);
    await slowDown(phone, { rate: processorSlowdown });
    const openMs = await repeat(rounds, () => reopen(page, measured));
    const atRest = await repeat(rounds, () => framesDuring(page, watchedMs));
    const live = liveEvents(2 * rows);
    const spokenTo = await repeat(rounds, () => whileItSpeaks(page, measured, live));
    const scriptMs = await repeat(rounds, () => whileItAnswers(browser, page, measured));
    const flings = await repeat(rounds, () => fling(phone));
    const elements = await page.evaluate(() => document.querySelectorAll("*").length);
    return {
      openMs,
      slowShareAtRest: atRest.map(({ slowShare }) => slowShare),
      slowShare: spokenTo.map(({ slowShare }) => slowShare),
      flingP95Ms: flings.map(({ p95Ms }) => p95Ms),
      blankPixels: flings.map(({ blankPixels }) => blankPixels),
      scriptMs,
      heapMebibytes,
      grownMebibytes: isQuick ? undefined : await growth(phone, measured, live),
      elements,
    };
  } finally {
    await phone.close();
  }
}

/** The first round warms up. */
async function repeat<T>(rounds: number, act: () => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (let round = 0; round <= rounds; round++) results.push(await act());
  return results.slice(1);
}

async function fill(page: Page, { run }: MeasuredRun): Promise<void> {
  for (let row = 0; row < rows; row++) {
    for (const event of eventsOfItem(run.nextItem())) emit(run, event);
    if (row % rowsAtOnce === 0) await wait(everyMs);
  }
  await page.locator(`[data-row="${rows - 1}"]`).waitFor({ timeout: filledWithinMs });
}

function emit(run: MeasuredRun["run"], event: AgentEvent): void {
  if (isOfRun(event)) run.emit(event);
}

function isOfRun(event: AgentEvent): event is RunEvent {
  return ["prompt", "text", "tool", "tool.output", "tool.done", "notice"].includes(event.t);
}

const wait = (milliseconds: number) =>
  new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/** From the first page into the run, to its last rows. */
async function reopen(page: Page, { key }: MeasuredRun): Promise<number> {
  await page.evaluate(() => (location.hash = "#/"));
  const row = page.locator(`a[href$="/run/${key}"]`).first();
  await row.waitFor();
  await page.waitForTimeout(300);
  const time = fromEventToSight(page, "click", { selector: "[data-row]" });
  await row.tap();
  return time;
}

async function whileItSpeaks(page: Page, { run }: MeasuredRun, live: Generator<AgentEvent, never>) {
  const begun = performance.now();
  let told = 0;
  const speaking = setInterval(() => {
    const due = ((performance.now() - begun) / 1_000) * eventsEachSecond;
    for (; told < due; told++) emit(run, live.next().value);
  }, everyMs);
  try {
    return await framesDuring(page, watchedMs);
  } finally {
    clearInterval(speaking);
  }
}

const paragraphs = eventsOfItem(14).flatMap((event) => (event.t === "text" ? [event.delta] : []));

/** An answer as long as they come, word by word. */
function whileItAnswers(browser: Browser, page: Page, { run }: MeasuredRun): Promise<number> {
  const item = run.nextItem() + 10 * rows;
  const text = `${paragraphs.join("\n\n")}\n\n`.repeat(200).slice(0, answerCharacters);
  return longestScript(browser, page, async () => {
    for (let from = 0; from < text.length; from += answerPieceCharacters) {
      const delta = text.slice(from, from + answerPieceCharacters);
      run.emit({ t: "text", item, role: "answer", delta });
      await wait(10);
    }
    await wait(300);
  });
}

async function growth(
  phone: MeasuredPhone,
  { run }: MeasuredRun,
  live: Generator<AgentEvent, never>,
): Promise<number> {
  const before = await heapInUse(phone);
  for (let told = 0; told < grownEvents; told++) {
    emit(run, live.next().value);
    if (told % rowsAtOnce === 0) await wait(2 * everyMs);
  }
  run.emit({ t: "notice", level: "info", text: "That is all", at: Date.now() });
  await phone.page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await phone.page.getByText("That is all").waitFor({ timeout: filledWithinMs });
  return (await heapInUse(phone)) - before;
}

async function heapInUse({ devtools }: MeasuredPhone): Promise<number> {
  await devtools.send("HeapProfiler.collectGarbage");
  const { usedSize } = await devtools.send("Runtime.getHeapUsage");
  return usedSize / 2 ** 20;
}
