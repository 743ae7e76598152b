// Timing for benchmarks: candidates take turns in short rounds, so that whatever else the machine does
// falls on all of them, and each is reported by the median of its rounds.

export interface Candidate {
  readonly name: string;
  act(): unknown;
}

export interface Measured {
  readonly name: string;
  readonly medianMicroseconds: number;
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
  const times = candidates.map((): number[] => []);
  // The first round only warms up: compilers and caches settle.
  for (let round = 0; round <= rounds; round++) {
    for (const [index, candidate] of candidates.entries()) {
      const each = await timeEach(candidate, roundMs);
      if (round > 0) times[index]?.push(each);
    }
  }
  return candidates.map(({ name }, index) => ({
    name,
    medianMicroseconds: median(times[index] ?? []),
  }));
}

async function timeEach(candidate: Candidate, roundMs: number): Promise<number> {
  const start = performance.now();
  let done = 0;
  do {
    await candidate.act();
    done++;
  } while (performance.now() - start < roundMs);
  return ((performance.now() - start) * 1_000) / done;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}
