// Of all open tabs of the app one speaks for this phone: two would share one name at the machine, and each
// would know half of what was sent. A lock of the browser says whose turn it is. Whoever wants it out of turn
// asks, so that the other can finish what it writes, and takes it from one that sleeps.

const name = "longrein";
const question = "let-go";
const answer = "has-let-go";
/** After a reload the page before may take a moment to be gone. */
const sayAfterMs = 500;
/** A tab that sleeps does not answer. */
const answerWithinMs = 1_500;

export interface TurnEvents {
  begins(): void;
  /** Another tab has it, or is about to. Once this is done, this one writes nothing more. */
  ends(): Promise<void>;
  isElsewhere(): void;
}

export class Turn {
  readonly #events: TurnEvents;
  readonly #tabs = new BroadcastChannel(name);
  #waiting = new AbortController();
  /** Undefined while it is not this tab's turn; another one each time that it is. */
  #held: object | undefined;

  constructor(events: TurnEvents) {
    this.#events = events;
    this.#tabs.addEventListener("message", ({ data }) => {
      if (data !== question || this.#held === undefined) return;
      void this.#letGo().finally(() => this.#tabs.postMessage(answer));
    });
  }

  /** Begins when no other tab has it: now, or when that one was closed and this one is looked at. */
  wait(): void {
    this.#waiting = new AbortController();
    const { signal } = this.#waiting;
    const say = setTimeout(() => this.#events.isElsewhere(), sayAfterMs);
    signal.addEventListener("abort", () => clearTimeout(say));
    this.#request({ signal }, () => {
      clearTimeout(say);
      if (document.visibilityState === "visible") return this.#begin();
      // Else a tab in the background would have it as soon as the one in front is loaded anew.
      const again = () => this.wait();
      document.addEventListener("visibilitychange", again, { once: true, signal });
      return Promise.resolve();
    });
  }

  async takeOver(): Promise<void> {
    this.#waiting.abort();
    await this.#othersLetGo();
    this.#request({ steal: true }, () => this.#begin());
  }

  #begin(): Promise<void> {
    this.#held = {};
    this.#events.begins();
    // Until the tab is closed or another takes it.
    return new Promise(() => undefined);
  }

  #request(options: LockOptions, granted: () => Promise<void>): void {
    let held: object | undefined;
    const request = navigator.locks.request(name, options, () => {
      const over = granted();
      held = this.#held;
      return over;
    });
    request.catch(() => {
      // It was given up before it was granted, or taken away since.
      if (held === undefined) return;
      if (held === this.#held) void this.#letGo();
      if (this.#held === undefined) this.wait();
    });
  }

  async #letGo(): Promise<void> {
    this.#held = undefined;
    await this.#events.ends();
  }

  async #othersLetGo(): Promise<void> {
    const { held = [] } = await navigator.locks.query();
    if (!held.some((lock) => lock.name === name)) return;
    await new Promise<void>((resolve) => {
      const listen = ({ data }: MessageEvent<unknown>) => {
        if (data === answer) resolve();
      };
      this.#tabs.addEventListener("message", listen);
      setTimeout(resolve, answerWithinMs);
      this.#tabs.postMessage(question);
    });
  }
}
