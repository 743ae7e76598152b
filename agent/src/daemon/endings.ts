// What was started, to be ended in the opposite order: each in its time. What fails to end, or takes longer, keeps
// none of the others from ending and is named, so that whoever ends the process can say what it takes with it.

import type { Clock } from "../platform/clock.ts";
import { within } from "./within.ts";

interface Ending {
  /** As a sentence goes on with it. */
  readonly name: string;
  readonly withinMs: number;
  end(): unknown;
}

export class Endings {
  readonly #clock: Clock;
  readonly #endings: Ending[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  add(name: string, withinMs: number, end: () => unknown): void {
    this.#endings.push({ name, withinMs, end });
  }

  /** The names of those that have not ended. */
  async endAll(): Promise<readonly string[]> {
    const left: string[] = [];
    for (const ending of this.#endings.splice(0).toReversed()) {
      if (!(await this.#hasEnded(ending))) left.push(ending.name);
    }
    return left;
  }

  async #hasEnded({ withinMs, end }: Ending): Promise<boolean> {
    try {
      return await within(this.#clock, withinMs, Promise.resolve(end()));
    } catch {
      return false;
    }
  }
}
