// The only place that reads the clock.

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Milliseconds since some start; never steps, as the wall's time does when somebody sets it. */
  elapsed(): number;
  /** Calls back once; returns how to call it off. Does not keep the process alive. */
  after(milliseconds: number, act: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  after: (milliseconds, act) => {
    const timer = setTimeout(act, milliseconds);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
