// The watch over the app that phones load from somewhere else. Over the one that a relay on this computer serves there
// is none: those are the very files that it would be compared with.

import type { AppFiles } from "../platform/own-files.ts";
import { systemClock } from "../platform/clock.ts";
import { AppWatch } from "./app-watch.ts";
import type { Daemon } from "./daemon.ts";
import type { OpenRelay } from "./open-relay.ts";
import { originsOf } from "../verify/app-elsewhere.ts";
import { appUrl, relayElsewhere } from "./offers.ts";

export interface ShippedFiles {
  /** Absent when nothing has been built: then there is nothing to compare with. */
  readonly app?: AppFiles | undefined;
  readonly version: string;
}

interface Expecting extends ShippedFiles {
  /** Further relays that the app may dial. */
  appRelays(): readonly string[];
}

export function watchApp(
  { address, isEmbedded }: OpenRelay,
  { store, log, setup }: Pick<Daemon, "store" | "log" | "setup">,
  { app, version, appRelays }: Expecting,
): AppWatch | undefined {
  const isOwn = isEmbedded && address.appUrl === undefined;
  if (isOwn || app === undefined) return undefined;
  const { origin } = new URL(appUrl(address));
  const relay = relayElsewhere(address);
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
      const shipped = await shippedApp(app, version);
      const further = appRelays().map((each) => new URL(each));
      const relayOrigins = originsOf(...(relay === undefined ? [] : [relay]), ...further);
      return verifyApp(new URL(origin), shipped, { relayOrigins, signal });
    },
    changed: () => setup.changed(),
  });
  watch.start();
  return watch;
}
