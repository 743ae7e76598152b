// A secret that was hidden in what a run said, for whoever sits at the machine. That it was seen stands in the audit
// log, as it does of a phone; what was seen does not.

import { toBase64url } from "@longrein/protocol";
import type { Handlers } from "../control/control-server.ts";
import { systemClock } from "../platform/clock.ts";
import { UserFailure } from "../platform/user-failure.ts";
import type { Store } from "../store/store.ts";
import type { InboxOverview } from "./inbox-overview.ts";
import { pick } from "./pick.ts";
import { auditNameOf } from "./who.ts";

export function localSecrets(
  overview: InboxOverview,
  store: Store,
): Pick<Handlers, "secrets.reveal"> {
  return {
    "secrets.reveal": ({ which, number }) => {
      const { id } = pick(which, overview.runs(), "run", "longrein runs");
      const run = toBase64url(id);
      const text = store.secrets.reveal(`run:${run}`, number);
      if (text === undefined) {
        const why = `nothing is hidden as number ${number} in what the run said, or it is forgotten`;
        throw new UserFailure("failed", why, `longrein runs show ${which}`);
      }
      const entry = { what: "secret.revealed" as const, run, number, ...auditNameOf("machine") };
      store.database.transaction(() => store.audit.append(entry, systemClock.now()));
      return { run: id, text };
    },
  };
}
