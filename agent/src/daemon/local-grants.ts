// What was approved for a run, as the command line sees it and withdraws it.

import type { Handlers } from "../control/control-server.ts";
import { UserFailure } from "../platform/user-failure.ts";
import type { Store } from "../store/store.ts";
import type { GrantKeeper } from "./grant-keeper.ts";
import type { InboxOverview } from "./inbox-overview.ts";
import { pick } from "./pick.ts";

export function localGrants(
  overview: InboxOverview,
  grants: GrantKeeper,
  { devices }: Pick<Store, "devices">,
): Pick<Handlers, "grants.list" | "grants.withdraw"> {
  const picked = (which: string) => pick(which, overview.runs(), "run", "longrein runs").id;
  return {
    "grants.list": ({ which }) => {
      const run = picked(which);
      const holding = grants.holding(run).map(({ approval, what, device, uses, notAfter }) => {
        const phone = devices.byId(device)?.name ?? "";
        return { approval, what, phone, uses, notAfter };
      });
      return { run, grants: holding };
    },
    "grants.withdraw": ({ which, grant }) => {
      const run = picked(which);
      const holding = grants.holding(run).map(({ approval }) => ({ id: approval }));
      const { id: approval } = pick(grant, holding, "grant", `longrein runs grants ${which}`);
      const code = grants.withdraw("machine", run, approval);
      if (code === undefined) return { run, approval };
      throw new UserFailure("failed", "it holds no longer", `longrein runs grants ${which}`);
    },
  };
}
