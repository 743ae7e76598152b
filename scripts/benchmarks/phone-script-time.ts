// How long the page's own script keeps its thread at a stretch, read from the browser's trace: in time of the
// thread, so that other programs on the machine are not counted.

import type { Browser, Page } from "playwright-core";

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  /** Of the thread, in microseconds. */
  readonly tdur?: number;
}

const script = new Set(["FunctionCall", "EvaluateScript", "RunMicrotasks", "v8.callFunction"]);
/** What the browser does for a script that asks how large something is. */
const layout = new Set(["Layout", "UpdateLayoutTree"]);

/** Milliseconds of the longest stretch while something happens. */
export async function longestScript(
  browser: Browser,
  page: Page,
  during: () => Promise<void>,
): Promise<number> {
  const categories = [
    "devtools.timeline",
    "v8",
    "toplevel",
    "disabled-by-default-devtools.timeline",
  ];
  await browser.startTracing(page, { categories });
  await during();
  const trace: unknown = JSON.parse((await browser.stopTracing()).toString());
  const events = eventsOf(trace).filter(({ ph }) => ph === "X");
  return Math.max(0, ...stretches(busiest(events))) / 1_000;
}

function eventsOf(trace: unknown): TraceEvent[] {
  const events = isRecord(trace) ? trace["traceEvents"] : undefined;
  return Array.isArray(events) ? events.filter(isEvent) : [];
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

function isEvent(value: unknown): value is TraceEvent {
  if (!isRecord(value)) return false;
  const { name, ph, pid, tid, ts } = value;
  const numbers = [pid, tid, ts].every((each) => typeof each === "number");
  return numbers && typeof name === "string" && typeof ph === "string";
}

/** Of all threads the one that ran most script: the page's. */
function busiest(events: readonly TraceEvent[]): TraceEvent[] {
  const threads = Map.groupBy(events, ({ pid, tid }) => `${pid}/${tid}`);
  const calls = (of: readonly TraceEvent[]) => of.filter(({ name }) => script.has(name)).length;
  const [most = []] = [...threads.values()].toSorted((one, other) => calls(other) - calls(one));
  return most.toSorted((one, other) => one.ts - other.ts);
}

/** For each outermost call of script how long it took, without the layout that it caused. */
function stretches(events: readonly TraceEvent[]): number[] {
  const taken: number[] = [];
  let until = -Infinity;
  for (const { name, ts, dur = 0, tdur = dur } of events) {
    if (ts >= until && script.has(name)) {
      taken.push(tdur);
      until = ts + dur;
    } else if (ts < until && layout.has(name)) {
      taken[taken.length - 1] = (taken.at(-1) ?? 0) - tdur;
    }
  }
  return taken;
}
