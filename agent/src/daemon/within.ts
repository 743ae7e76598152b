// Waiting, but not for ever.

import type { Clock } from "../platform/clock.ts";

/** False if the time was over first. */
export function within(
  clock: Clock,
  milliseconds: number,
  done: Promise<unknown>,
): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(milliseconds, () => resolve(false));
    done.then(
      () => {
        cancel();
        resolve(true);
      },
      (failure: unknown) => {
        cancel();
        reject(failure instanceof Error ? failure : new Error(String(failure)));
      },
    );
  });
}

/** What fails to end, or takes too long for it, keeps nothing else from ending. */
export async function endWithin(
  clock: Clock,
  milliseconds: number,
  ending: Promise<unknown>,
): Promise<void> {
  await within(clock, milliseconds, ending).catch(() => undefined);
}
