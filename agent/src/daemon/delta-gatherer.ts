// Streamed text, gathered: what comes within a tick for the same item becomes one event. Fewer rows and
// frames, and whoever watches the frames cannot count tokens. Everything else goes at once, and in order.

import { coalesceMs, limitsOfEvents } from "@longrein/protocol/limits";
import type { Clock } from "../platform/clock.ts";
import { cutPieces } from "../runs/cut-pieces.ts";
import type { RunEvent } from "../runs/driver.ts";

type Delta = Extract<RunEvent, { readonly delta: string }>;

export class DeltaGatherer {
  readonly #clock: Clock;
  readonly #append: (event: RunEvent) => void;
  #held: Delta | undefined;
  #cancelTimer: () => void = () => undefined;

  constructor(clock: Clock, append: (event: RunEvent) => void) {
    this.#clock = clock;
    this.#append = append;
  }

  add(event: RunEvent): void {
    if (!("delta" in event)) {
      this.flush();
      this.#append(event);
      return;
    }
    for (const delta of cutPieces(event.delta)) this.#hold({ ...event, delta });
  }

  flush(): void {
    this.#cancelTimer();
    const held = this.#held;
    this.#held = undefined;
    if (held !== undefined) this.#append(held);
  }

  #hold(event: Delta): void {
    const held = this.#held;
    if (held !== undefined && belongTogether(held, event)) {
      this.#held = { ...held, delta: held.delta + event.delta };
      return;
    }
    this.flush();
    this.#held = event;
    this.#cancelTimer = this.#clock.after(coalesceMs, () => this.flush());
  }
}

function belongTogether(held: Delta, next: Delta): boolean {
  const sameKind = held.t === next.t && held.item === next.item;
  const sameRole = held.t !== "text" || (next.t === "text" && held.role === next.role);
  const fits = Buffer.byteLength(held.delta) + Buffer.byteLength(next.delta) <= deltaBytesMax;
  return sameKind && sameRole && fits;
}

const deltaBytesMax = limitsOfEvents.deltaBytes;
