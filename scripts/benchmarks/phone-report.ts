// `npm run bench -- phone`: what a person with the app waits for, beside what was aimed at.

import { loadavg } from "node:os";
import { median } from "./measure.ts";
import { startAgentOfPhone } from "./phone-agent.ts";
import { answerTimes, catchUpTimes } from "./phone-answers.ts";
import { openBrowser } from "./phone-browser.ts";
import { type Audit, auditByLighthouse } from "./phone-lighthouse.ts";
import { auditTimes, diffTimes, idleHourBytes } from "./phone-pages.ts";
import { longRun } from "./phone-transcript.ts";
import { firstVisits, openings } from "./phone-visits.ts";

const roundTripMs = 150;
const kibi = 1_024;

export interface PhoneReport {
  /** Of the five minutes before the end, from which one sees what else was going on. */
  readonly load: number;
  readonly rounds: number;
  readonly goals: readonly Goal[];
  readonly lighthouse: Audit;
  readonly expectations: readonly { readonly what: string; readonly met: boolean }[];
}

interface Goal {
  readonly what: string;
  readonly figure: number;
  readonly most: number;
  readonly unit: "ms" | "%" | "px" | "MiB" | "KiB" | "";
  /** Something that says how to read the figure. */
  readonly beside?: string;
}

export async function phoneReport(isQuick: boolean): Promise<PhoneReport> {
  const rounds = isQuick ? 3 : 7;
  const agent = await startAgentOfPhone();
  const browser = await openBrowser();
  try {
    const measured = { agent, browser, rounds, isQuick };
    const goals = [
      ...(await goalsOfVisits(measured)),
      ...(await goalsOfAnswers(measured)),
      ...(await goalsOfRun(measured)),
      ...(await goalsOfPages(measured)),
    ];
    const lighthouse = await auditByLighthouse(agent.origin);
    const expectations = [...goals.map(judge), ...lighthouse.expectations];
    return { load: loadavg()[1] ?? 0, rounds, goals, lighthouse, expectations };
  } finally {
    await browser.close();
    await agent.close();
  }
}

interface Measured {
  readonly agent: Awaited<ReturnType<typeof startAgentOfPhone>>;
  readonly browser: Awaited<ReturnType<typeof openBrowser>>;
  readonly rounds: number;
  readonly isQuick: boolean;
}

async function goalsOfVisits({ agent, browser, rounds }: Measured): Promise<Goal[]> {
  const visits = await firstVisits(agent, browser, rounds);
  const blocking = median(visits.map(({ blockingMs }) => blockingMs));
  await agent.openRun("Look after the beds");
  const near = median(await openings(agent, browser, rounds, 0));
  const far = median(await openings(agent, browser, rounds, roundTripMs));
  return [
    {
      what: "first visit, 1.6 Mbps, 150 ms away: usable, and its thread free",
      figure: median(visits.map(({ quietMs }) => quietMs)),
      most: 1_300,
      unit: "ms",
      beside: `blocked for ${blocking.toFixed(0)} ms`,
    },
    {
      what: "opened again, paired: the machine's runs can be read",
      figure: near,
      most: 500,
      unit: "ms",
      beside: `${far.toFixed(0)} ms when 150 ms away`,
    },
  ];
}

async function goalsOfAnswers({ agent, browser, rounds }: Measured): Promise<Goal[]> {
  const { toWireMs, toAcceptedMs } = await answerTimes(agent, browser, 3 * rounds);
  const missed = await catchUpTimes(agent, browser, rounds);
  const median50 = (times: readonly number[]) => `median ${median(times).toFixed(0)} ms`;
  return [
    {
      what: "Approve, tap to frame on the wire, p95",
      figure: p95(toWireMs),
      most: 50,
      unit: "ms",
      beside: median50(toWireMs),
    },
    {
      what: "Approve, tap to the agent's yes, 150 ms away, p95",
      figure: p95(toAcceptedMs),
      most: 400,
      unit: "ms",
      beside: median50(toAcceptedMs),
    },
    {
      what: "looked at again, 200 events missed, 150 ms away: the last stands there",
      figure: median(missed),
      most: 900,
      unit: "ms",
    },
  ];
}

async function goalsOfRun({ agent, browser, rounds, isQuick }: Measured): Promise<Goal[]> {
  const run = await longRun(agent, browser, rounds, isQuick);
  const percent = (shares: readonly number[]) => 100 * median(shares);
  const atRest = `${percent(run.slowShareAtRest).toFixed(1)} % while nothing comes`;
  const grown = run.grownMebibytes;
  return [
    { what: "a run of 10,000 rows opened", figure: median(run.openMs), most: 400, unit: "ms" },
    {
      what: "frames over 25 ms at 100 events a second into 10,000 rows",
      figure: percent(run.slowShare),
      most: 1,
      unit: "%",
      beside: atRest,
    },
    {
      what: "a fling through them: p95 frame",
      figure: median(run.flingP95Ms),
      most: 25,
      unit: "ms",
    },
    { what: "left empty after a fling", figure: median(run.blankPixels), most: 0, unit: "px" },
    {
      what: "longest script while an answer of 16 KiB streams",
      figure: median(run.scriptMs),
      most: 8,
      unit: "ms",
    },
    { what: "heap with 10,000 rows open", figure: run.heapMebibytes, most: 8, unit: "MiB" },
    ...(grown === undefined
      ? []
      : [{ what: "heap after 36,000 more events", figure: grown, most: 2, unit: "MiB" as const }]),
    { what: "elements on its page", figure: run.elements, most: 1_200, unit: "" },
  ];
}

async function goalsOfPages({ agent, browser, rounds, isQuick }: Measured): Promise<Goal[]> {
  const diff = median(await diffTimes(agent, browser, rounds));
  const audit = median(await auditTimes(agent, browser, rounds));
  const idleBytes = await idleHourBytes(agent, browser, isQuick ? 30 : 100);
  return [
    { what: "a diff of 5,000 lines opened", figure: diff, most: 300, unit: "ms" },
    { what: "10,000 audit entries fetched and verified", figure: audit, most: 1_500, unit: "ms" },
    { what: "over the air in an idle hour", figure: idleBytes / kibi, most: 20, unit: "KiB" },
  ];
}

function p95(times: readonly number[]): number {
  const sorted = times.toSorted((one, other) => one - other);
  return sorted[Math.ceil(sorted.length * 0.95) - 1] ?? Infinity;
}

function judge({ what, figure, most, unit }: Goal) {
  const said = `${what}: ${inUnit(figure, unit)} (expected at most ${most} ${unit})`;
  return { what: said.replace(" )", ")"), met: figure <= most };
}

function inUnit(figure: number, unit: Goal["unit"]): string {
  const digits = unit === "%" || unit === "MiB" || unit === "KiB" ? 1 : 0;
  return `${figure.toFixed(digits)} ${unit}`.trimEnd();
}

export function phoneTables({
  load,
  rounds,
  goals,
  lighthouse,
  expectations,
}: PhoneReport): string {
  return [
    "The app as it is built, in headless Chromium in the shape of a phone, its processor four times as slow",
    "as this machine's; the real relay, the app in front of it compressed as an edge does it, and the real",
    `agent. Medians of ${rounds} after one that warms up; p95 of ${3 * rounds}. Times begin and end in the page.`,
    "What is 150 ms away is so for pages by the browser's emulation, for sockets by a passage before the relay.",
    "",
    `Load average of the machine: ${load.toFixed(1)}. Page, relay and agent share its processors: beside other`,
    "work all times grow, and what is missed there says little.",
    "",
    "| | measured | aim, at most | |",
    "| --- | ---: | ---: | --- |",
    ...goals.map(
      ({ what, figure, most, unit, beside = "" }) =>
        `| ${what} | ${inUnit(figure, unit)} | ${`${most} ${unit}`.trimEnd()} | ${beside} |`,
    ),
    "",
    ...lighthouse.lines,
    "",
    ...expectations.map(({ what, met }) => `- ${met ? "met" : "MISSED"}: ${what}`),
  ].join("\n");
}
