// A clock for tests: it stands until it is moved, and calls back in the order in which times come up.

import type { Clock } from "./clock.ts";

interface Timer {
  readonly at: number;
  readonly act: () => void;
}

export class ManualClock implements Clock {
  /** What the wall says; may be set, as people and time servers do. */
  wall: number;
  /** Timers follow this one, which never steps. */
  #elapsed = 0;
  #timers: Timer[] = [];

  constructor(wall = 1_700_000_000_000) {
    this.wall = wall;
  }

  readonly now = (): number => this.wall;

  readonly elapsed = (): number => this.#elapsed;

  readonly after = (milliseconds: number, act: () => void): (() => void) => {
    const timer = { at: this.#elapsed + Math.max(0, milliseconds), act };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((each) => each !== timer);
    };
  };

  get timers(): number {
    return this.#timers.length;
  }

  advance(milliseconds: number): void {
    const end = this.#elapsed + milliseconds;
    for (let next = this.#next(end); next !== undefined; next = this.#next(end)) {
      this.#moveTo(next.at);
      next.act();
    }
    this.#moveTo(end);
  }

  #next(end: number): Timer | undefined {
    const [next] = this.#timers.filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at);
    this.#timers = this.#timers.filter((each) => each !== next);
    return next;
  }

  #moveTo(elapsed: number): void {
    this.wall += elapsed - this.#elapsed;
    this.#elapsed = elapsed;
  }
}
