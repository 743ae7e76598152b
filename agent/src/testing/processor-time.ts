// How long something takes, by the processor's time of this thread: a busy machine makes it no longer.

export function processorMs(act: () => unknown): number {
  const before = process.threadCpuUsage();
  act();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1_000;
}

/** Of three times: compilers have settled by then, and what else the processor did is in none of them, or not in all. */
export function leastProcessorMs(act: () => unknown): number {
  return Math.min(...Array.from({ length: 3 }, () => processorMs(act)));
}
