// `npm run bench -- phone [PART…]`: what a person with the app waits for, beside what was aimed at. A part that
// fails or takes too long is said to be missing and costs the others nothing.

import { loadavg } from "node:os";
import { buildWhatIsStale } from "../fresh-build.ts";
import { startAgentOfPhone } from "./phone-agent.ts";
import { openBrowser } from "./phone-browser.ts";
import { type Goal, parts } from "./phone-goals.ts";
import { type Audit, auditByLighthouse } from "./phone-lighthouse.ts";

const minuteMs = 60_000;
/** Filling a run and letting it grow takes minutes on a machine that is busy with other things. */
const partWithinMs = 15 * minuteMs;
const lighthousePart = "lighthouse";

export interface PhoneReport {
  /** Of the five minutes before the end, from which one sees what else was going on. */
  readonly load: number;
  readonly rounds: number;
  readonly goals: readonly Goal[];
  readonly lighthouse: Audit | undefined;
  readonly expectations: readonly Expectation[];
}

interface Expectation {
  readonly what: string;
  readonly met: boolean;
}

/** All parts, unless some are named. */
export async function phoneReport(
  isQuick: boolean,
  wanted: readonly string[] = [],
): Promise<PhoneReport> {
  const names = [...Object.keys(parts), lighthousePart];
  const unknown = wanted.find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw new Error(`no part of the phone called "${unknown}"; there are ${names.join(", ")}`);
  }
  await buildWhatIsStale();
  const rounds = isQuick ? 3 : 7;
  const goals: Goal[] = [];
  const missing: Expectation[] = [];
  let lighthouse: Audit | undefined;
  for (const name of wanted.length > 0 ? wanted : names) {
    const begun = performance.now();
    say(`${name} …`);
    try {
      if (name === lighthousePart) lighthouse = await audited();
      else goals.push(...(await measurePart(name, rounds, isQuick)));
      say(`${name} took ${((performance.now() - begun) / 1_000).toFixed(0)} s`);
    } catch (error) {
      const why = error instanceof Error ? (error.message.split("\n", 1)[0] ?? "") : String(error);
      say(`${name} was not measured: ${why}`);
      missing.push({ what: `${name}: not measured: ${why}`, met: false });
    }
  }
  const judged = [...goals.map(judge), ...(lighthouse?.expectations ?? []), ...missing];
  return { load: loadavg()[1] ?? 0, rounds, goals, lighthouse, expectations: judged };
}

async function measurePart(
  name: string,
  rounds: number,
  isQuick: boolean,
): Promise<readonly Goal[]> {
  const measure = parts[name];
  if (measure === undefined) throw new Error(`no part called ${name}`);
  const agent = await startAgentOfPhone();
  try {
    const browser = await openBrowser();
    try {
      return await withinTime(measure({ agent, browser, rounds, isQuick }));
    } finally {
      // Whatever still waits for a page gives up with it.
      await browser.close();
    }
  } finally {
    await agent.close();
  }
}

async function audited(): Promise<Audit> {
  const agent = await startAgentOfPhone();
  try {
    return await withinTime(auditByLighthouse(agent.origin));
  } finally {
    await agent.close();
  }
}

async function withinTime<T>(work: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const limit = `it took longer than ${partWithinMs / minuteMs} minutes`;
  const timer = setTimeout(() => late.reject(new Error(limit)), partWithinMs);
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
    // It ends with the browser that is taken from it.
    work.catch(() => undefined);
  }
}

/** Progress is for people; the tables alone go to the output. */
function say(line: string): void {
  process.stderr.write(`phone: ${line}\n`);
}

function judge({ what, figure, aim, atLeast, unit }: Goal): Expectation {
  const bound = `${atLeast ? "at least" : "at most"} ${`${aim} ${unit}`.trimEnd()}`;
  const met = atLeast ? figure >= aim : figure <= aim;
  return { what: `${what}: ${inUnit(figure, unit)} (expected ${bound})`, met };
}

function inUnit(figure: number, unit: Goal["unit"]): string {
  const digits = ["%", "MiB", "KiB", "fps"].includes(unit) ? 1 : 0;
  return `${figure.toFixed(digits)} ${unit}`.trimEnd();
}

export function phoneTables(report: PhoneReport): string {
  const { load, rounds, goals, lighthouse, expectations } = report;
  return [
    "The app as it is built, in headless Chromium in the shape of a phone, its processor four times as slow",
    "as this machine's; the real relay, the app in front of it compressed as an edge does it, and the real",
    `agent. Medians of ${rounds} after one that warms up; p95 of ${3 * rounds}. Times begin and end in the page.`,
    "What is 150 ms away is so for pages by the browser's emulation, for sockets by a passage before the relay.",
    "",
    `Load average of the machine: ${load.toFixed(1)}. Page, relay and agent share its processors: beside other`,
    "work all times grow, and what is missed there says little.",
    "",
    "| | measured | aim | |",
    "| --- | ---: | ---: | --- |",
    ...goals.map(
      ({ what, figure, aim, atLeast, unit, beside = "" }) =>
        `| ${what} | ${inUnit(figure, unit)} | ${atLeast ? "≥" : "≤"} ${`${aim} ${unit}`.trimEnd()} | ${beside} |`,
    ),
    "",
    ...(lighthouse?.lines ?? []),
    "",
    ...expectations.map(({ what, met }) => `- ${met ? "met" : "MISSED"}: ${what}`),
  ].join("\n");
}
