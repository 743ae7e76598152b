// Frames through pairs of sockets at several relays, turn by turn, so that whatever else the machine does
// falls on all of them: how many a second one way with some always on their way, and how long one takes
// there and back with nothing else on the way.

import { readFileSync, readdirSync } from "node:fs";
import type { WebSocket } from "ws";
import { frameType } from "../../protocol/src/envelope.ts";
import { creditBytes } from "../../protocol/src/limits.ts";
import { median } from "./measure.ts";
import type { Contender, Pair } from "./relay-contenders.ts";

export interface Traffic {
  readonly name: string;
  readonly messagesPerSecond: number;
  /** Agent → relay → phone → relay → agent. */
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Processor time of the relay for one message, which other programs' load falsifies least. */
  readonly cpuMicroseconds: number;
}

export interface TrafficOptions {
  readonly rounds: number;
  /** How long one contender's frames flow in one round. */
  readonly flowMs: number;
  readonly roundTripsPerRound: number;
}

/** What an agent may have on its way to a phone: the credit of one stream. */
const windowBytesMax = creditBytes;
const windowFramesMax = 64;
const receiptBytes = 200;

interface Flow {
  readonly perSecond: number;
  readonly cpuMicroseconds: number;
}

interface Run {
  readonly name: string;
  readonly pid: number;
  readonly pair: Pair;
  flows: Flow[];
  times: number[];
}

export async function measureTraffic(
  contenders: readonly Contender[],
  bytes: number,
  { rounds, flowMs, roundTripsPerRound }: TrafficOptions,
): Promise<Traffic[]> {
  const runs: Run[] = [];
  for (const { name, pid, pair } of contenders) {
    runs.push({ name, pid, pair: await pair(), flows: [], times: [] });
  }
  // The first round only warms up: compilers and caches settle.
  for (let round = 0; round <= rounds; round++) {
    for (let i = 0; i < roundTripsPerRound; i++) {
      for (const { pair, times } of rotated(runs, i)) times.push(await timeRoundTrip(pair, bytes));
    }
    for (const { pid, pair, flows } of rotated(runs, round)) {
      flows.push(await measureFlow(pid, pair, bytes, flowMs));
    }
    if (round === 0) for (const run of runs) [run.flows, run.times] = [[], []];
  }
  return runs.map(({ name, flows, times }) => ({
    name,
    messagesPerSecond: median(flows.map(({ perSecond }) => perSecond)),
    cpuMicroseconds: median(flows.map(({ cpuMicroseconds }) => cpuMicroseconds)),
    p50Ms: median(times),
    p99Ms: percentile(times, 0.99),
  }));
}

/** The same contenders in several processes each: of every figure the median. */
export function overAll(sittings: readonly (readonly Traffic[])[]): Traffic[] {
  return (sittings[0] ?? []).map(({ name }) => {
    const rows = sittings.flat().filter((row) => row.name === name);
    const middle = (figure: (row: Traffic) => number) => median(rows.map(figure));
    return {
      name,
      messagesPerSecond: middle((row) => row.messagesPerSecond),
      p50Ms: middle((row) => row.p50Ms),
      p99Ms: middle((row) => row.p99Ms),
      cpuMicroseconds: middle((row) => row.cpuMicroseconds),
    };
  });
}

/** Nobody always comes first, nor always after the same other. */
function rotated<T>(items: readonly T[], by: number): readonly T[] {
  const start = by % items.length;
  const turned = [...items.slice(start), ...items.slice(0, start)];
  return by % 2 === 0 ? turned : turned.toReversed();
}

function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
}

function timeRoundTrip(pair: Pair, bytes: number): Promise<number> {
  const { agent, phone } = pair;
  const [there, back] = [pair.toPhone(bytes), pair.toAgent(bytes)];
  listen(phone, () => phone.send(back));
  return new Promise((resolve) => {
    const start = performance.now();
    listen(agent, () => resolve(performance.now() - start));
    agent.send(there);
  });
}

/**
 * The agent keeps a window of frames on their way, as it does in the product: the phone says through the
 * relay how much it has taken, four times a window.
 */
async function measureFlow(
  pid: number,
  pair: Pair,
  bytes: number,
  milliseconds: number,
): Promise<Flow> {
  const { agent, phone } = pair;
  const [frame, receipt] = [pair.toPhone(bytes), pair.toAgent(receiptBytes)];
  const window = Math.min(windowFramesMax, Math.floor(windowBytesMax / bytes));
  const receiptEvery = window / 4;
  let arrived = 0;
  let credit = window;
  let isOver = false;
  listen(phone, () => {
    arrived++;
    if (arrived % receiptEvery === 0) phone.send(receipt);
  });
  const drained = new Promise<void>((resolve) => {
    const fill = () => {
      if (isOver) return credit === window ? resolve() : undefined;
      for (; credit > 0; credit--) agent.send(frame);
    };
    listen(agent, () => {
      credit += receiptEvery;
      fill();
    });
    fill();
  });
  const [start, cpu] = [performance.now(), cpuNanoseconds(pid)];
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  const perSecond = (arrived * 1_000) / (performance.now() - start);
  const cpuMicroseconds = (cpuNanoseconds(pid) - cpu) / 1_000 / arrived;
  isOver = true;
  await drained;
  return { perSecond, cpuMicroseconds };
}

/** What all threads of a process have run; Linux counts it exactly. */
function cpuNanoseconds(pid: number): number {
  const threads = `/proc/${pid}/task`;
  return readdirSync(threads)
    .map((thread) => Number(readFileSync(`${threads}/${thread}/schedstat`, "utf8").split(" ")[0]))
    .reduce((sum, nanoseconds) => sum + nanoseconds, 0);
}

/** The same for every contender; only ours ever sends a mark, which a phone owes back. */
function listen(socket: WebSocket, heard: () => void): void {
  socket.removeAllListeners("message");
  socket.on("message", (bytes: Buffer) => {
    if (bytes[0] === frameType.mark) socket.send(bytes);
    else heard();
  });
}
