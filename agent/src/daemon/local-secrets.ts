// A secret that was hidden in what a run said, for whoever sits at the machine.

import type { Handlers } from "../control/control-server.ts";
import { systemClock } from "../platform/clock.ts";
import { UserFailure } from "../platform/user-failure.ts";
import type { Store } from "../store/store.ts";
import type { InboxOverview } from "./inbox-overview.ts";
import { pick } from "./pick.ts";
import { revealSecret } from "./reveal-secret.ts";

export function localSecrets(
  overview: InboxOverview,
  store: Store,
): Pick<Handlers, "secrets.reveal"> {
  return {
    "secrets.reveal": ({ which, number }) => {
      const { id } = pick(which, overview.runs(), "run", "longrein runs");
      const text = revealSecret(store, "machine", id, number, systemClock.now());
      if (text === undefined) {
        const why = `nothing is hidden as number ${number} in what the run said, or it is forgotten`;
        throw new UserFailure("failed", why, `longrein runs show ${which}`);
      }
      return { run: id, text };
    },
  };
}
