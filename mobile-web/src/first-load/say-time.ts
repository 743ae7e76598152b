// Times as people read them: how long ago, how much longer, and when exactly.

import { dayAndTime, timeOfDay } from "../words/measures.ts";
import { words } from "../words/words.ts";

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** To the second: what "as of" and receipts say. */
export const exactTime = timeOfDay;

/** With the day, once the time alone could be that of another. */
export function sayHeard(at: number): string {
  return Date.now() - at < day / 2 ? timeOfDay(at) : dayAndTime(at);
}

export function ago(ms: number): string {
  if (ms < 5 * second) return words.app.justNow;
  const { seconds, minutes, hours, days } = words.time;
  if (ms < minute) return seconds(Math.floor(ms / second));
  if (ms < hour) return minutes(Math.floor(ms / minute));
  if (ms < day) return hours(Math.floor(ms / hour));
  return days(Math.floor(ms / day));
}

/** Minutes until the last one, then seconds. */
export function timeLeft(ms: number): string {
  const say = words.approval;
  if (ms <= 0) return say.expired;
  if (ms < minute) return say.left(`0:${String(Math.floor(ms / second)).padStart(2, "0")}`);
  return say.left(words.time.wholeMinutes(Math.ceil(ms / minute)));
}
