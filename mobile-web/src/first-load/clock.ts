// The time on screen: one clock for all that ticks, still while the page is hidden.

import { type ReadonlySignal, signal } from "@preact/signals";

const time = signal(Date.now());
export const now: ReadonlySignal<number> = time;

const tick = () => {
  if (!document.hidden) time.value = Date.now();
};

export function startClock(): void {
  setInterval(tick, 1_000);
  document.addEventListener("visibilitychange", tick);
}
