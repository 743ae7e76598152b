// How long something took, as people read it.

import { measure } from "../words/measure.ts";

const second = 1_000;
const minute = 60 * second;

export function duration(ms: number): string {
  if (ms < second) return measure(ms, "millisecond");
  if (ms < minute) return measure(ms / second, "second", { digits: 1 });
  const minutes = measure(Math.floor(ms / minute), "minute");
  return `${minutes} ${measure(Math.floor((ms % minute) / second), "second")}`;
}
