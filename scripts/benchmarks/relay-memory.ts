// What an idle socket costs: a crowd of them in one object, in a fresh process each time, measured from
// outside when the object has gone to sleep.

import { readFileSync } from "node:fs";
import { median } from "./measure.ts";
import {
  type Contender,
  minimalName,
  ourName,
  startMinimal,
  startOurs,
} from "./relay-contenders.ts";

export const crowdSockets = 1_000;
/** Somewhat more than the ten seconds after which workerd puts an object to sleep. */
const asleepAfterMs = 12_000;

export interface IdleCost {
  readonly name: string;
  readonly kibibytesPerSocket: number;
}

export async function measureIdleSockets(rounds: number): Promise<IdleCost[]> {
  const costs = new Map<string, number[]>([
    [ourName, []],
    [minimalName, []],
  ]);
  for (let round = 0; round < rounds; round++) {
    const contenders = [await startOurs(crowdSockets), await startMinimal()];
    await Promise.all(
      contenders.map(async (contender) => costs.get(contender.name)?.push(await idle(contender))),
    );
    for (const contender of contenders) await contender.stop();
  }
  return [...costs].map(([name, each]) => ({ name, kibibytesPerSocket: median(each) }));
}

async function idle(contender: Contender): Promise<number> {
  // One crowd first, so that what a process takes once, however many sockets it has, is not counted.
  await contender.crowd(crowdSockets / 2);
  const before = residentKibibytes(contender.pid);
  await contender.crowd(crowdSockets);
  await new Promise((resolve) => setTimeout(resolve, asleepAfterMs));
  return (residentKibibytes(contender.pid) - before) / crowdSockets;
}

function residentKibibytes(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]);
}
