// Token buckets as arithmetic, in a store that never grows beyond its bound: no clock, no timer.

export interface Rate {
  /** How many may come at once. */
  readonly burst: number;
  readonly perMinute: number;
}

/** Filled by time alone, so counted in it: whole milliseconds do not drift as shares of a token would. */
interface Bucket {
  readonly milliseconds: number;
  readonly at: number;
}

const bucketsMax = 10_000;

export class TokenBuckets {
  readonly #rate: Rate;
  /** In the order of last use, so that the one dropped for room is the one least likely to matter. */
  readonly #buckets = new Map<string, Bucket>();

  constructor(rate: Rate) {
    this.#rate = rate;
  }

  /** Takes what one passage costs from the key's bucket; false if there is not enough. */
  take(key: string, now: number): boolean {
    const cost = 60_000 / this.#rate.perMinute;
    const milliseconds = this.#filled(this.#buckets.get(key), now, cost * this.#rate.burst);
    const allowed = milliseconds >= cost;
    this.#buckets.delete(key);
    this.#buckets.set(key, { milliseconds: allowed ? milliseconds - cost : milliseconds, at: now });
    if (this.#buckets.size > bucketsMax) this.#dropOldest();
    return allowed;
  }

  #filled(bucket: Bucket | undefined, now: number, most: number): number {
    if (bucket === undefined) return most;
    return Math.min(most, bucket.milliseconds + Math.max(0, now - bucket.at));
  }

  #dropOldest(): void {
    for (const key of this.#buckets.keys()) {
      this.#buckets.delete(key);
      return;
    }
  }
}

/** One household, or one attacker, has a whole /64 of IPv6, so that is what is counted. */
export function addressKey(address: string): string {
  if (!address.includes(":")) return address;
  const [head = "", tail = ""] = address.toLowerCase().split("::");
  const before = head.split(":").filter((group) => group !== "");
  const after = tail.split(":").filter((group) => group !== "");
  const zeros = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => "0");
  const network = [...before, ...zeros, ...after].slice(0, 4);
  return network.map((group) => group.replace(/^0+(?=.)/, "")).join(":");
}
