// What is due at a time of the wall's clock. A timer alone stands still while the machine sleeps, and the wall's
// clock alone may be set back: whichever comes first ends it.

import type { Clock } from "./clock.ts";

/** After sleep, and after the clock was set, nothing is open longer than this beyond its time. */
const lookEveryMs = 5_000;

/** Calls back once; returns how to call it off. */
export function whenDue(clock: Clock, at: number, act: () => void): () => void {
  const steadyEnd = clock.elapsed() + at - clock.now();
  const left = () => Math.min(at - clock.now(), steadyEnd - clock.elapsed());
  let cancel = wait();

  function wait(): () => void {
    return clock.after(Math.min(left(), lookEveryMs), () => {
      if (left() <= 0) act();
      else cancel = wait();
    });
  }

  return () => cancel();
}
