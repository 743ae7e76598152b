// Time that passes only when the simulation says so, from one event to the next.

interface Planned {
  readonly at: number;
  readonly order: number;
  readonly act: () => void;
}

export class SimulatedClock {
  #now = 0;
  #order = 0;
  #planned: Planned[] = [];

  get now(): number {
    return this.#now;
  }

  /** Returns a function that calls it off. */
  at(time: number, act: () => void): () => void {
    const planned = { at: Math.max(time, this.#now), order: this.#order++, act };
    this.#planned.push(planned);
    return () => {
      this.#planned = this.#planned.filter((other) => other !== planned);
    };
  }

  /** What is planned for one instant happens in the order in which it was planned. */
  async runUntil(end: number): Promise<void> {
    for (;;) {
      const next = this.#planned.reduce<Planned | undefined>(
        (first, other) => (first === undefined || isBefore(other, first) ? other : first),
        undefined,
      );
      if (next === undefined || next.at > end) break;
      this.#planned = this.#planned.filter((other) => other !== next);
      this.#now = next.at;
      next.act();
      await consequences();
    }
    this.#now = end;
  }
}

function isBefore(one: Planned, other: Planned): boolean {
  return one.at < other.at || (one.at === other.at && one.order < other.order);
}

/** Everything that promises do follows before the next event: no part of the simulation waits on I/O. */
function consequences(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
