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
  /** Messages a second of each round. */
  readonly rounds: readonly number[];
}

export interface TrafficOptions {
  /** How long one contender's frames flow before any is counted: until compilers and caches have settled. */
  readonly warmUpMs: number;
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
  readonly flows: Flow[];
  readonly times: number[];
}

export async function measureTraffic(
  contenders: readonly Contender[],
  bytes: number,
  { warmUpMs, rounds, flowMs, roundTripsPerRound }: TrafficOptions,
): Promise<Traffic[]> {
  const runs: Run[] = [];
  for (const { name, pid, pair } of contenders) {
    runs.push({ name, pid, pair: await pair(), flows: [], times: [] });
  }
  const sleepAgain = stayAwake();
  for (const { pid, pair } of runs) await measureFlow(pid, pair, bytes, warmUpMs);
  for (let round = 0; round < rounds; round++) {
    for (let i = 0; i < roundTripsPerRound; i++) {
      for (const { pair, times } of rotated(runs, i)) times.push(await timeRoundTrip(pair, bytes));
    }
    for (const { pid, pair, flows } of rotated(runs, round)) {
      flows.push(await measureFlow(pid, pair, bytes, flowMs));
    }
  }
  sleepAgain();
  return runs.map(({ name, flows, times }) => ({
    name,
    messagesPerSecond: median(flows.map(({ perSecond }) => perSecond)),
    cpuMicroseconds: median(flows.map(({ cpuMicroseconds }) => cpuMicroseconds)),
    p50Ms: median(times),
    p99Ms: percentile(times, 0.99),
    rounds: flows.map(({ perSecond }) => perSecond),
  }));
}

/** Contenders in several processes each, a sitting for each process: of every figure the median. */
export function overAll(sittings: readonly (readonly Traffic[])[]): Traffic[] {
  return (sittings[0] ?? []).map(({ name }) => {
    const rows = rowsOf(sittings, name);
    const middle = (figure: (row: Traffic) => number) => median(rows.map(figure));
    return {
      name,
      messagesPerSecond: middle((row) => row.messagesPerSecond),
      p50Ms: middle((row) => row.p50Ms),
      p99Ms: middle((row) => row.p99Ms),
      cpuMicroseconds: middle((row) => row.cpuMicroseconds),
      rounds: rows.flatMap((row) => row.rounds),
    };
  });
}

export interface Comparison {
  readonly flow: number;
  readonly p99: number;
}

/**
 * How one contender does beside another: the median of what they did against each other within the same
 * half second (flow) or the same sitting (p99). A machine that is slow for a minute is slow for both.
 */
export function compare(
  sittings: readonly (readonly Traffic[])[],
  name: string,
  yardstick: string,
): Comparison {
  const [ours, theirs] = [rowsOf(sittings, name), rowsOf(sittings, yardstick)];
  const flows = ratios(
    ours.flatMap((row) => row.rounds),
    theirs.flatMap((row) => row.rounds),
  );
  const p99s = ratios(
    ours.map((row) => row.p99Ms),
    theirs.map((row) => row.p99Ms),
  );
  return { flow: median(flows), p99: median(p99s) };
}

function ratios(values: readonly number[], yardsticks: readonly number[]): number[] {
  return values.map((value, index) => value / (yardsticks[index] ?? Number.NaN));
}

function rowsOf(sittings: readonly (readonly Traffic[])[], name: string): Traffic[] {
  return sittings.flat().filter((row) => row.name === name);
}

/**
 * Both ends of all pairs are this process, and it is faster than any relay of objects: it would sleep
 * between any two frames, and the relay's time would go into waking its processor again, which takes a
 * virtual machine as long as all the rest and now twice as long.
 */
function stayAwake(): () => void {
  let isAwake = true;
  const turn = () => (isAwake ? setImmediate(turn) : undefined);
  turn();
  return () => (isAwake = false);
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
