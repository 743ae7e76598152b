// The only place that reads the clock.

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls back once; returns how to call it off. Does not keep the process alive. */
  after(milliseconds: number, act: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after: (milliseconds, act) => {
    const timer = setTimeout(act, milliseconds);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
