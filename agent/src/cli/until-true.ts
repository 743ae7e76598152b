// Waiting for something to become true of another process, with an end.

const lookEveryMs = 25;

/** False if it never was. */
export async function untilTrue(look: () => Promise<boolean>, withinMs: number): Promise<boolean> {
  const end = performance.now() + withinMs;
  while (!(await look())) {
    if (performance.now() >= end) return false;
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
  return true;
}
