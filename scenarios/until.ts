// Waits for something to become true of a real system, and says what was seen instead if it does not.

const everyMs = 50;

export async function until<T>(
  what: string,
  look: () => T | Promise<T>,
  fits: (seen: T) => boolean,
  withinMs = 15_000,
): Promise<T> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const seen = await look();
    if (fits(seen)) return seen;
    if (performance.now() > deadline) {
      throw new Error(`waited ${withinMs} ms for ${what}, last seen: ${String(seen)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
