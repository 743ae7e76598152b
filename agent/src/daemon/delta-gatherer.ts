// Streamed text, gathered: what comes within a tick for the same item becomes one event. Fewer rows and
// frames, and whoever watches the frames cannot count tokens. Everything else goes at once, and in order.

import { coalesceMs, limitsOfEvents } from "@longrein/protocol/limits";
import type { Clock } from "../platform/clock.ts";
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
    for (const delta of pieces(event.delta)) this.#hold({ ...event, delta });
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
/** A UTF-16 unit is at most three bytes of UTF-8. */
const pieceUnits = Math.floor(deltaBytesMax / 3);

/** Cut between characters, so that each piece is text by itself. */
function pieces(text: string): string[] {
  const found: string[] = [];
  let rest = text.toWellFormed();
  while (rest.length > pieceUnits) {
    const last = rest.charCodeAt(pieceUnits - 1);
    const end = last >= 0xd800 && last <= 0xdbff ? pieceUnits - 1 : pieceUnits;
    found.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  return rest === "" ? found : [...found, rest];
}
