// `npm run bench -- relay`: the numbers, what was expected of them, and the tables for people.

import { loadavg } from "node:os";
import {
  type Contender,
  minimalName,
  ourName,
  startMinimal,
  startNode,
  startOurs,
} from "./relay-contenders.ts";
import { type MonthlyCost, monthlyCost, withGating, withoutGating } from "./relay-cost.ts";
import { type IdleCost, crowdSockets, measureIdleSockets } from "./relay-memory.ts";
import {
  type Comparison,
  type Traffic,
  compare,
  measureTraffic,
  overAll,
} from "./relay-traffic.ts";

const sizes = [200, 16_384];
const users = [1, 100, 10_000];
const traffic = { warmUpMs: 1_000, rounds: 12, flowMs: 150, roundTripsPerRound: 100 };
/** Two processes of the very same relay differ by a tenth for as long as they live, so none stands alone. */
const processesOfEach = 12;
const memoryRounds = 3;

const expected = { flowMin: 0.95, p99Max: 1.2, memoryMax: 1.1, dollarsMax: 42 };

export interface RelayReport {
  /** Of the five minutes before the end, from which one sees what else was going on. */
  readonly load: number;
  readonly traffic: readonly TrafficOfSize[];
  readonly memory: readonly IdleCost[];
  readonly costs: readonly Cost[];
  readonly expectations: readonly { readonly what: string; readonly met: boolean }[];
}

interface TrafficOfSize {
  readonly bytes: number;
  readonly rows: readonly Traffic[];
  /** Our relay beside the minimal object. */
  readonly beside: Comparison;
}

interface Cost {
  readonly users: number;
  readonly gated: MonthlyCost;
  readonly ungated: MonthlyCost;
}

export async function relayReport(): Promise<RelayReport> {
  const sittings: Traffic[][][] = [];
  for (let i = 0; i < processesOfEach; i++) sittings.push(await measureOnce());
  const measured = sizes.map((bytes, size) => {
    const ofSize = sittings.map((tables) => tables[size] ?? []);
    return { bytes, rows: overAll(ofSize), beside: compare(ofSize, ourName, minimalName) };
  });
  const memory = await measureIdleSockets(memoryRounds);
  const costs = users.map((count) => ({
    users: count,
    gated: monthlyCost(count, withGating),
    ungated: monthlyCost(count, withoutGating),
  }));
  const expectations = [
    ...measured.flatMap(judgeTraffic),
    ...judgeMemory(memory),
    ...judgeCosts(costs),
  ];
  return { load: loadavg()[1] ?? 0, traffic: measured, memory, costs, expectations };
}

/** One table for each size, by relays started for it. */
function measureOnce(): Promise<Traffic[][]> {
  return withContenders(async (contenders) => {
    const tables = [];
    for (const bytes of sizes) tables.push(await measureTraffic(contenders, bytes, traffic));
    return tables;
  });
}

async function withContenders<T>(act: (contenders: Contender[]) => Promise<T>): Promise<T> {
  const contenders = [await startOurs(), await startMinimal(), await startNode()];
  try {
    return await act(contenders);
  } finally {
    for (const contender of contenders) await contender.stop();
  }
}

function judgeTraffic({ bytes, beside: { flow, p99 } }: TrafficOfSize) {
  return [
    {
      what: `${bytes} B: ${flow.toFixed(2)} times the minimal object's messages a second (expected at least ${expected.flowMin})`,
      met: flow >= expected.flowMin,
    },
    {
      what: `${bytes} B: ${p99.toFixed(2)} times its p99 (expected at most ${expected.p99Max})`,
      met: p99 <= expected.p99Max,
    },
  ];
}

function judgeMemory(memory: readonly IdleCost[]) {
  const [ours, minimal] = [named(memory, ourName), named(memory, minimalName)];
  const ratio = ours.kibibytesPerSocket / minimal.kibibytesPerSocket;
  const what = `${ratio.toFixed(2)} times its memory for an idle socket (expected at most ${expected.memoryMax})`;
  return [{ what, met: ratio <= expected.memoryMax }];
}

function judgeCosts(costs: readonly Cost[]) {
  return costs.slice(-1).map(({ users: count, gated }) => ({
    what: `$${gated.dollars.toFixed(2)} a month for ${count} users (expected at most $${expected.dollarsMax})`,
    met: gated.dollars <= expected.dollarsMax,
  }));
}

function named<T extends { readonly name: string }>(rows: readonly T[], name: string): T {
  const row = rows.find((candidate) => candidate.name === name);
  if (row === undefined) throw new Error(`expected to have measured ${name}`);
  return row;
}

export function relayTables({
  load,
  traffic: measured,
  memory,
  costs,
  expectations,
}: RelayReport): string {
  return [
    "The relay as it is built, in workerd on this machine, beside the least a hibernating Durable Object can",
    "do (in the same embedding: pairs two sockets, passes on, nothing else) and bare Node with `ws`. Both ends",
    "are one process with the same client for all. Messages a second are one way, with a window of at most",
    `256 KiB or 64 frames on their way, in ${traffic.rounds} rounds in which all take turns; medians over`,
    `${processesOfEach} processes of each, and what is compared is compared within a round. A round trip passes`,
    "the relay twice. Processor time is the relay process's for one message.",
    "",
    `Load average of the machine: ${load.toFixed(1)}. Beside other work two runs differ by a tenth in messages a`,
    "second and by more in p99, so an expectation that is missed there says little.",
    "",
    ...measured.flatMap(trafficTable),
    `Memory: ${crowdSockets} idle sockets in one object, after it has gone to sleep, median of ${memoryRounds} processes.`,
    "",
    "| | for each socket |",
    "| --- | ---: |",
    ...memory.map((row) => `| ${row.name} | ${row.kibibytesPerSocket.toFixed(0)} KiB |`),
    "",
    "What a month costs on Cloudflare's paid plan, by arithmetic and not measured; prices and assumptions",
    "are in `scripts/benchmarks/relay-cost.ts`. With presence gating the agent sends only while somebody",
    "looks, an hour a day instead of four.",
    "",
    "| users | with gating | without |",
    "| ---: | ---: | ---: |",
    ...costs.map(
      (row) =>
        `| ${row.users.toLocaleString("en")} | ${dollars(row.gated)} | ${dollars(row.ungated)} |`,
    ),
    "",
    ...expectations.map(({ what, met }) => `- ${met ? "met" : "MISSED"}: ${what}`),
  ].join("\n");
}

function trafficTable({ bytes, rows }: TrafficOfSize): string[] {
  return [
    `| ${bytes} B | messages a second | relay's processor time | round trip p50 | p99 |`,
    "| --- | ---: | ---: | ---: | ---: |",
    ...rows.map(
      ({ name, messagesPerSecond, cpuMicroseconds, p50Ms, p99Ms }) =>
        `| ${name} | ${Math.round(messagesPerSecond).toLocaleString("en")} ` +
        `| ${cpuMicroseconds.toFixed(1)} µs | ${p50Ms.toFixed(2)} ms | ${p99Ms.toFixed(2)} ms |`,
    ),
    "",
  ];
}

function dollars({ dollars: amount, fitsFreePlan }: MonthlyCost): string {
  return `$${amount.toFixed(2)}${fitsFreePlan ? ", or the free plan" : ""}`;
}
