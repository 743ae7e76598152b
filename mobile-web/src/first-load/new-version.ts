// Whether a newer version of the app lies ready, and the way to it.

import { type ReadonlySignal, signal } from "@preact/signals";

const ready = signal(false);
/** A newer version would be there after a reload. */
export const newVersionReady: ReadonlySignal<boolean> = ready;

export function newVersionIsReady(): void {
  ready.value = true;
}

/** Loads the app anew, as its newest version if one can be had, unless by then something is under way. */
export async function reloadApp(mayReload = () => true): Promise<void> {
  // Where a part of the app is missing, that part may be the one.
  const keeping = await import("./keep-app.ts").catch(() => undefined);
  await keeping?.takeNewest();
  if (mayReload()) location.reload();
}
