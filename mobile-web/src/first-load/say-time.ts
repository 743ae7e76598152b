// Times as people read them: how long ago, how much longer, and when exactly.

import { words } from "../words/words.ts";

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const clockFormat = new Intl.DateTimeFormat(undefined, {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
});

export function exactTime(at: number): string {
  return clockFormat.format(at);
}

export function ago(ms: number): string {
  const say = words.time;
  if (ms < 5 * second) return say.justNow;
  if (ms < minute) return say.seconds(Math.floor(ms / second));
  if (ms < hour) return say.minutes(Math.floor(ms / minute));
  if (ms < day) return say.hours(Math.floor(ms / hour));
  return say.days(Math.floor(ms / day));
}

/** Minutes until the last one, then seconds. */
export function timeLeft(ms: number): string {
  if (ms <= 0) return words.approval.expired;
  if (ms >= minute) return words.approval.minutesLeft(Math.ceil(ms / minute));
  return words.approval.left(`0:${String(Math.floor(ms / second)).padStart(2, "0")}`);
}

export function duration(ms: number): string {
  if (ms < second) return `${ms} ms`;
  if (ms < minute) return `${(ms / second).toFixed(1)} s`;
  return `${Math.floor(ms / minute)} min ${Math.floor((ms % minute) / second)} s`;
}
