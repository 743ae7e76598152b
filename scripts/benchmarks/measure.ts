// Timing for benchmarks: candidates take turns in short rounds, so that whatever else the machine does
// falls on all of them. Each is reported by the median of its rounds, and by what the process took of the processors in
// all of its threads: that over all rounds together, since some of it comes due only now and then.

export interface Candidate {
  readonly name: string;
  act(): unknown;
}

export interface Measured {
  readonly name: string;
  readonly medianMicroseconds: number;
  readonly processorMicroseconds: number;
}

/** In microseconds. */
interface Round {
  readonly done: number;
  readonly passed: number;
  readonly processor: number;
}

export interface MeasureOptions {
  readonly rounds: number;
  /** How long one candidate runs in one round. */
  readonly roundMs: number;
}

export async function measure(
  candidates: readonly Candidate[],
  { rounds, roundMs }: MeasureOptions,
): Promise<Measured[]> {
  const times = candidates.map((): Round[] => []);
  // The first round only warms up: compilers and caches settle.
  for (let round = 0; round <= rounds; round++) {
    for (const [index, candidate] of candidates.entries()) {
      const each = await timeEach(candidate, roundMs);
      if (round > 0) times[index]?.push(each);
    }
  }
  return candidates.map(({ name }, index) => ({
    name,
    medianMicroseconds: median((times[index] ?? []).map(({ passed, done }) => passed / done)),
    processorMicroseconds: processorForEach(times[index] ?? []),
  }));
}

async function timeEach(candidate: Candidate, roundMs: number): Promise<Round> {
  const processorAtStart = process.cpuUsage();
  const start = performance.now();
  let done = 0;
  do {
    await candidate.act();
    done++;
  } while (performance.now() - start < roundMs);
  const passed = (performance.now() - start) * 1_000;
  const { user, system } = process.cpuUsage(processorAtStart);
  return { done, passed, processor: user + system };
}

function processorForEach(rounds: readonly Round[]): number {
  const sum = (of: (round: Round) => number) => rounds.reduce((all, round) => all + of(round), 0);
  return sum(({ processor }) => processor) / sum(({ done }) => done);
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}
