// What is measured of the phone, part by part, and how much each may be. Every part has an agent, a relay and a
// browser of its own, so that none suffers from what another left behind.

import { filesToKeep } from "../../mobile-web/src/service-worker/cache-plan.ts";
import { filesToKeep as filesOfApp } from "../app/service-worker.ts";
import { appFolder } from "../build.ts";
import { measureApp } from "../check-size.ts";
import { median } from "./measure.ts";
import type { AgentOfPhone } from "./phone-agent.ts";
import { answerTimes, catchUpTimes } from "./phone-answers.ts";
import type { openBrowser } from "./phone-browser.ts";
import { auditLooks, diffTimes, idleHourBytes } from "./phone-pages.ts";
import { longRun } from "./phone-transcript.ts";
import { firstVisits, openings } from "./phone-visits.ts";
import { webKitFrames } from "./phone-webkit.ts";

const roundTripMs = 150;
const kibi = 1_024;

export interface Goal {
  readonly what: string;
  readonly figure: number;
  readonly aim: number;
  /** Whether more is better; else less is. */
  readonly atLeast?: true;
  readonly unit: "ms" | "%" | "px" | "MiB" | "KiB" | "fps" | "";
  /** Something that says how to read the figure. */
  readonly beside?: string;
}

export interface Measured {
  readonly agent: AgentOfPhone;
  readonly browser: Awaited<ReturnType<typeof openBrowser>>;
  readonly rounds: number;
  readonly isQuick: boolean;
}

/** By name, in the order in which they are told. */
export const parts: Readonly<Record<string, (measured: Measured) => Promise<readonly Goal[]>>> = {
  sizes: () => Promise.resolve(sizes()),
  "first-visit": firstVisit,
  opening,
  answers,
  "catching-up": catchingUp,
  "long-run": theLongRun,
  webkit: inWebKit,
  diff,
  audit,
  idle,
};

function sizes(): Goal[] {
  const bytes = new Map(measureApp().map((size) => [size.name, size.bytes]));
  const size = (what: string, name: Parameters<typeof bytes.get>[0], aim: number): Goal => ({
    what,
    figure: (bytes.get(name) ?? Infinity) / kibi,
    aim,
    unit: "KiB",
  });
  const app = { version: "", files: filesOfApp(appFolder) };
  const kept = filesToKeep(app, new Set());
  return [
    size("scripts of a first visit, after gzip", "phone first visit: scripts", 40),
    size("scripts until a list can be seen", "phone first load: scripts", 40),
    size("styles of the first load", "phone first load: styles", 6),
    size("the page itself", "phone first load: page", 2),
    size("all that is kept on the phone", "phone app", 130),
    { what: "files kept on the phone", figure: kept.length, aim: 20, unit: "" },
  ];
}

async function firstVisit({ agent, browser, rounds }: Measured): Promise<Goal[]> {
  const visits = await firstVisits(agent, browser, rounds);
  const blocking = median(visits.map(({ blockingMs }) => blockingMs));
  const seen = median(visits.map(({ seenMs }) => seenMs));
  return [
    {
      what: "first visit, 1.6 Mbps, 150 ms away: usable, and its thread free",
      figure: median(visits.map(({ quietMs }) => quietMs)),
      aim: 1_300,
      unit: "ms",
      beside: `usable at ${seen.toFixed(0)} ms, blocked for ${blocking.toFixed(0)} ms`,
    },
  ];
}

async function opening({ agent, browser, rounds }: Measured): Promise<Goal[]> {
  await agent.openRun("Look after the beds");
  const near = median(await openings(agent, browser, rounds, 0));
  const far = median(await openings(agent, browser, rounds, roundTripMs));
  return [
    {
      what: "opened again, paired: the machine's runs can be read, from memory",
      figure: near,
      aim: 500,
      unit: "ms",
      beside: `${far.toFixed(0)} ms when 150 ms away`,
    },
  ];
}

async function answers({ agent, browser, rounds }: Measured): Promise<Goal[]> {
  const { toWireMs, toAcceptedMs } = await answerTimes(agent, browser, 3 * rounds);
  const middle = (times: readonly number[]) => `median ${median(times).toFixed(0)} ms`;
  return [
    {
      what: "Approve, tap to frame on the wire, p95",
      figure: p95(toWireMs),
      aim: 50,
      unit: "ms",
      beside: middle(toWireMs),
    },
    {
      what: "Approve, tap to the agent's yes, 150 ms away, p95",
      figure: p95(toAcceptedMs),
      aim: 400,
      unit: "ms",
      beside: middle(toAcceptedMs),
    },
  ];
}

async function catchingUp({ agent, browser, rounds }: Measured): Promise<Goal[]> {
  return [
    {
      what: "looked at again, 200 events missed, 150 ms away: the last stands there",
      figure: median(await catchUpTimes(agent, browser, rounds)),
      aim: 900,
      unit: "ms",
    },
  ];
}

async function theLongRun({ agent, browser, rounds, isQuick }: Measured): Promise<Goal[]> {
  const run = await longRun(agent, browser, rounds, isQuick);
  const percent = (shares: readonly number[]) => 100 * median(shares);
  const grown = run.grownMebibytes;
  const longest = { what: "longest script while an answer of 16 KiB streams", unit: "ms" } as const;
  const goals: Goal[] = [
    { what: "a run of 10,000 rows opened", figure: median(run.openMs), aim: 400, unit: "ms" },
    {
      what: "frames over 25 ms at 100 events a second into 10,000 rows",
      figure: percent(run.slowShare),
      aim: 1,
      unit: "%",
      beside: `${percent(run.slowShareAtRest).toFixed(1)} % while nothing comes`,
    },
    {
      what: "a fling through them: p95 frame",
      figure: median(run.flingP95Ms),
      aim: 25,
      unit: "ms",
    },
    { what: "left empty after a fling", figure: median(run.blankPixels), aim: 0, unit: "px" },
    { ...longest, figure: median(run.scriptMs), aim: 8 },
    { what: "heap with 10,000 rows open", figure: run.heapMebibytes, aim: 8, unit: "MiB" },
    { what: "elements on its page", figure: run.elements, aim: 1_200, unit: "" },
  ];
  if (grown === undefined) return goals;
  return [...goals, { what: "heap after 36,000 more events", figure: grown, aim: 2, unit: "MiB" }];
}

async function inWebKit({ rounds }: Measured): Promise<Goal[]> {
  const { live, atRest } = await webKitFrames(rounds);
  return [
    {
      what: "WebKitGTK, unthrottled, 100 events a second into 10,000 rows",
      figure: median(live),
      aim: 58,
      atLeast: true,
      unit: "fps",
      beside: `${median(atRest).toFixed(1)} fps while nothing comes`,
    },
  ];
}

async function diff({ agent, browser, rounds }: Measured): Promise<Goal[]> {
  const figure = median(await diffTimes(agent, browser, rounds));
  return [{ what: "a diff of 5,000 lines opened", figure, aim: 300, unit: "ms" }];
}

async function audit({ agent, browser, rounds }: Measured): Promise<Goal[]> {
  const looks = await auditLooks(agent, browser, rounds);
  const longest = { what: "longest script while they are verified", unit: "ms" } as const;
  return [
    {
      what: "10,000 audit entries fetched and verified",
      figure: median(looks.map(({ tookMs }) => tookMs)),
      aim: 1_500,
      unit: "ms",
    },
    { ...longest, figure: median(looks.map(({ scriptMs }) => scriptMs)), aim: 50 },
  ];
}

async function idle({ agent, browser, isQuick }: Measured): Promise<Goal[]> {
  const bytes = await idleHourBytes(agent, browser, isQuick ? 30 : 100);
  return [{ what: "over the air in an idle hour", figure: bytes / kibi, aim: 20, unit: "KiB" }];
}

function p95(times: readonly number[]): number {
  const sorted = times.toSorted((one, other) => one - other);
  return sorted[Math.ceil(sorted.length * 0.95) - 1] ?? Infinity;
}
