// Notices that the machine has slept or changed its network: then the connection to the relay may be dead
// without having said so, and half a minute of waiting for a heartbeat can be spared.

import type { SteadyClock } from "./relay-link.ts";

export interface WakeWatchOptions {
  readonly clock: SteadyClock;
  /** Those under which others can reach us now. */
  addresses(): readonly string[];
  woke(): void;
}

const lookEveryMs = 5_000;
/** Clocks drift and timers come late; sleep is longer. */
const sleptMs = 5_000;
/** Where the steady clock goes on in sleep, only the lateness tells; a busy machine is never this late. */
const lateMs = 60_000;

/** Returns how to stop it. */
export function watchForWaking({ clock, addresses, woke }: WakeWatchOptions): () => void {
  let before = look();
  let cancel = next();

  function look() {
    return { wall: clock.now(), steady: clock.elapsed(), reachedAt: addresses().join(" ") };
  }

  function next(): () => void {
    return clock.after(lookEveryMs, () => {
      const now = look();
      const steady = now.steady - before.steady;
      const slept = now.wall - before.wall - steady > sleptMs || steady > lateMs;
      const moved = now.reachedAt !== before.reachedAt;
      before = now;
      if (slept || moved) woke();
      cancel = next();
    });
  }

  return () => cancel();
}
