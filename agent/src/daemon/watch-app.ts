// The watch over the app of a relay somewhere else. Beside a relay on this computer there is none: what that serves
// are the very files that it would be compared with.

import type { AppFiles } from "../platform/own-files.ts";
import { systemClock } from "../platform/clock.ts";
import { AppWatch } from "./app-watch.ts";
import type { Daemon } from "./daemon.ts";
import type { OpenRelay } from "./open-relay.ts";
import { appUrl } from "./offers.ts";

export interface ShippedFiles {
  /** Absent when nothing has been built: then there is nothing to compare with. */
  readonly app?: AppFiles | undefined;
  readonly version: string;
}

export function watchApp(
  { address, isEmbedded }: OpenRelay,
  { store, log, setup }: Pick<Daemon, "store" | "log" | "setup">,
  { app, version }: ShippedFiles,
): AppWatch | undefined {
  if (isEmbedded || app === undefined) return undefined;
  const { origin } = new URL(appUrl(address));
  const watch = new AppWatch({
    origin,
    version,
    store,
    log,
    clock: systemClock,
    chance: Math.random,
    // Loaded when it is needed: an agent that has just started holds nothing of it.
    look: async (signal) => {
      const [{ shippedApp }, { verifyApp }] = await Promise.all([
        import("../verify/shipped-app.ts"),
        import("../verify/verify-app.ts"),
      ]);
      return verifyApp(new URL(origin), await shippedApp(app, version), signal);
    },
    changed: () => setup.changed(),
  });
  watch.start();
  return watch;
}
