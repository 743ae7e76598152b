// What a month of the relay costs on Cloudflare. Pure arithmetic over the public prices of November 2026
// and a description of one user; neither is measured here, so both stand here to be argued with.

import { heartbeatMs, markEveryBytes, sealedBytesMin } from "../../protocol/src/limits.ts";
import { frameOverheadBytes } from "../../relay/src/relay-limits.ts";

export interface Usage {
  /** How long the agent has somebody to send to. */
  readonly hoursPerDay: number;
  /** While it has: frames to the phone, gathered; now and then ten a second, mostly none. */
  readonly agentFramesPerSecond: number;
  /** Credit, acknowledgements, what is typed. */
  readonly phoneFramesPerSecond: number;
  /** Dials of both ends, after sleep, network changes and hourly renewals, and pairing. */
  readonly connectsPerDay: number;
  /** Alarms set while somebody has yet to prove himself; see switchboard.ts. */
  readonly rowsPerDay: number;
  readonly millisecondsPerMessage: number;
  readonly millisecondsPerConnect: number;
}

/** An agent that is always connected, and a phone that lies connected beside its user for four hours. */
export const withoutGating: Usage = {
  hoursPerDay: 4,
  agentFramesPerSecond: 2,
  phoneFramesPerSecond: 0.2,
  connectsPerDay: 55,
  rowsPerDay: 20,
  // Generous: workerd takes a fortieth of a millisecond for a frame. What is billed is not known.
  millisecondsPerMessage: 5,
  millisecondsPerConnect: 10,
};

/** The same user, sent to only while looking: a phone in a pocket has hung up. */
export const withGating: Usage = { ...withoutGating, hoursPerDay: 1 };

const daysPerMonth = 30;
const messagesPerRequest = 20;
const gigabytes = 0.128;

/** A month's: base price, what is included, and the price of one more. */
const price = {
  base: 5,
  workerRequests: { included: 10e6, each: 0.3e-6 },
  objectRequests: { included: 1e6, each: 0.15e-6 },
  gigabyteSeconds: { included: 400e3, each: 12.5e-6 },
  rows: { included: 50e6, each: 1e-6 },
};
const freePerDay = {
  workerRequests: 100e3,
  objectRequests: 100e3,
  gigabyteSeconds: 13e3,
  rows: 100e3,
};

type Quantities = Record<keyof typeof freePerDay, number>;

export interface MonthlyCost extends Quantities {
  /** On the paid plan. */
  readonly dollars: number;
  readonly fitsFreePlan: boolean;
}

export function monthlyCost(users: number, usage: Usage): MonthlyCost {
  const used = quantities(users, usage);
  const over = (name: keyof Quantities) =>
    Math.max(0, used[name] - price[name].included) * price[name].each;
  const dollars =
    price.base +
    over("workerRequests") +
    over("objectRequests") +
    over("gigabyteSeconds") +
    over("rows");
  const within = (name: keyof Quantities) => used[name] / daysPerMonth <= freePerDay[name];
  const fitsFreePlan =
    within("workerRequests") &&
    within("objectRequests") &&
    within("gigabyteSeconds") &&
    within("rows");
  return { ...used, dollars, fitsFreePlan };
}

/** Only what comes in counts, and an agent's pings are the protocol's own and free. */
function quantities(users: number, usage: Usage): Quantities {
  const seconds = usage.hoursPerDay * 3_600 * daysPerMonth;
  const fromAgent = seconds * usage.agentFramesPerSecond;
  const marksBack = (fromAgent * (sealedBytesMin + frameOverheadBytes)) / markEveryBytes;
  const frames = fromAgent + seconds * usage.phoneFramesPerSecond + marksBack;
  // Answered without waking the object: a message, but no time.
  const pings = seconds / (heartbeatMs / 1_000);
  const connects = usage.connectsPerDay * daysPerMonth;
  const milliseconds =
    frames * usage.millisecondsPerMessage + connects * usage.millisecondsPerConnect;
  return {
    workerRequests: connects * users,
    objectRequests: ((frames + pings) / messagesPerRequest + connects) * users,
    gigabyteSeconds: (milliseconds / 1_000) * gigabytes * users,
    rows: usage.rowsPerDay * daysPerMonth * users,
  };
}
