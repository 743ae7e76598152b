// How often one client may knock: counted in this isolate's memory, and where Cloudflare's own limits are
// bound, there too. Neither is exact nor meant to be; both keep a single loop or flood from waking objects.
// Where addresses are not known only a session's own upgrades are: a bucket that all share would let one stranger
// lock all out, and to use up a session's one has to know its ID. The agent's are counted apart from its phones'.

import type { Leg } from "./admission.ts";
import type { Environment, Settings } from "./environment.ts";
import { TokenBuckets, addressKey } from "./rate-limit.ts";

/** An office behind one address may all come back at once after a deployment. */
const upgradesPerAddress = new TokenBuckets({ burst: 300, perMinute: 600 });
/** One client with one session: many times what its back-off ever needs. */
const upgradesPerAddressAndSession = new TokenBuckets({ burst: 30, perMinute: 60 });
/** Of its agent or of its phones, whatever the number of addresses. */
const upgradesPerSession = new TokenBuckets({ burst: 120, perMinute: 240 });
/** Guessing nameplates, or using them up: a person types a few. */
const pairingsPerAddress = new TokenBuckets({ burst: 10, perMinute: 10 });

export interface Knock {
  readonly headers: Headers;
  readonly settings: Settings;
  readonly now: number;
}

export async function mayUpgrade(
  { headers, settings, now }: Knock,
  { leg, session }: { readonly leg: Leg; readonly session: string },
  limit: Environment["CONNECT_LIMIT"],
): Promise<boolean> {
  const address = addressOf(headers, settings);
  const ofSession = () => upgradesPerSession.take(`${leg} ${session}`, now);
  if (address === undefined) return ofSession();
  const inMemory =
    upgradesPerAddress.take(address, now) &&
    upgradesPerAddressAndSession.take(`${address} ${session}`, now) &&
    ofSession();
  return inMemory && (await isWithin(limit, address));
}

export async function mayPair(
  { headers, settings, now }: Knock,
  limit: Environment["PAIRING_LIMIT"],
): Promise<boolean> {
  const address = addressOf(headers, settings);
  if (address === undefined) return true;
  return pairingsPerAddress.take(address, now) && (await isWithin(limit, address));
}

function addressOf(headers: Headers, { knowsAddresses }: Settings): string | undefined {
  const address = headers.get("CF-Connecting-IP");
  return knowsAddresses && address !== null ? addressKey(address) : undefined;
}

async function isWithin(limit: RateLimit | undefined, key: string): Promise<boolean> {
  return limit === undefined || (await limit.limit({ key })).success;
}
