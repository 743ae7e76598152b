// How many handshakes are answered: each known id has its own share of a minute, so that nobody can use up
// another phone's, and all unknown ids have one share together, so that garbage costs little.

import { toBase64url } from "@longrein/protocol";
import { handshakesPerMinuteMax } from "@longrein/protocol/limits";

/** Of one device or offer: far above what coming back over a bad network needs. */
const perIdMax = 20;
const minuteMs = 60_000;

interface Share {
  since: number;
  count: number;
}

export class HandshakeBudget {
  readonly #now: () => number;
  readonly #unknown: Share = { since: 0, count: 0 };
  readonly #known = new Map<string, Share>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Counts it as well. */
  allowsUnknown(): boolean {
    return this.#count(this.#unknown) <= handshakesPerMinuteMax;
  }

  /** Known ids are few: devices and an offer. */
  allows(id: Uint8Array): boolean {
    const name = toBase64url(id);
    const share = this.#known.get(name) ?? { since: this.#now(), count: 0 };
    this.#known.set(name, share);
    return this.#count(share) <= perIdMax;
  }

  #count(share: Share): number {
    const now = this.#now();
    // By how much, whichever way: a clock that was set back must not lock anybody out until then.
    if (Math.abs(now - share.since) >= minuteMs) {
      share.since = now;
      share.count = 0;
    }
    return ++share.count;
  }
}
