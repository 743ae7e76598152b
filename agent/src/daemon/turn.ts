// One turn of a run: what it has under way, how many answers it waits for, and the signal that ends it.

import type { RunLog } from "./run-log.ts";

export class Turn {
  readonly #log: RunLog;
  readonly #stop = new AbortController();
  readonly #underWay = new Set<Promise<unknown>>();
  #waiting = 0;
  /** What the run had been let do before it. */
  readonly doneBefore: number;
  /** Why it was ended, if it was not by anybody's wish. */
  brokenOff: string | undefined;

  constructor(log: RunLog, doneBefore: number) {
    this.#log = log;
    this.doneBefore = doneBefore;
  }

  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  end(): void {
    this.#stop.abort();
  }

  /** The turn has not ended before this has; a coding agent need not wait for what it began. */
  hold<T>(doing: Promise<T>): Promise<T> {
    this.#underWay.add(doing);
    const forget = () => void this.#underWay.delete(doing);
    doing.then(forget, forget);
    return doing;
  }

  async settled(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.allSettled(this.#underWay);
  }

  /** Shows that the run waits for somebody, until that one has answered. */
  async waitFor<T>(answer: Promise<T>): Promise<T> {
    this.#waiting++;
    this.#log.enter("waiting");
    const answered = await answer;
    this.#waiting--;
    if (this.#log.state === "waiting" && this.#waiting === 0) this.#log.enter("working");
    return answered;
  }
}
