// Waiting in tests: for what is true, never for a time.

/** Looks again after `everyMs`: seldom where looking is dear. */
export async function until(
  holds: () => boolean,
  what: string,
  withinMs = 5_000,
  everyMs = 1,
): Promise<void> {
  const end = performance.now() + withinMs;
  while (!holds()) {
    if (performance.now() > end) throw new Error(`waited in vain for ${what}`);
    await turn(everyMs);
  }
}

/** Lets everything happen that only waits for its turn. */
export async function settled(): Promise<void> {
  for (let i = 0; i < 20; i++) await turn();
}

function turn(milliseconds = 1): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
