// Token buckets as arithmetic, in a store that never grows beyond its bound: no clock, no timer.

export interface Rate {
  /** How many may come at once. */
  readonly burst: number;
  readonly perMinute: number;
}

interface Bucket {
  readonly tokens: number;
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

  /** Takes a token from the key's bucket; false if there is none. */
  take(key: string, now: number): boolean {
    const tokens = this.#filled(this.#buckets.get(key), now);
    const allowed = tokens >= 1;
    this.#buckets.delete(key);
    this.#buckets.set(key, { tokens: allowed ? tokens - 1 : tokens, at: now });
    if (this.#buckets.size > bucketsMax) this.#dropOldest();
    return allowed;
  }

  #filled(bucket: Bucket | undefined, now: number): number {
    const { burst, perMinute } = this.#rate;
    if (bucket === undefined) return burst;
    const minutes = Math.max(0, now - bucket.at) / 60_000;
    return Math.min(burst, bucket.tokens + minutes * perMinute);
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
