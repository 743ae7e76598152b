// Takes a relay off Cloudflare again, with all it stores there; nothing but one that was deployed from here.

import { UserFailure } from "../platform/user-failure.ts";
import type { Account } from "./account.ts";
import { type DeployRequest, accountOf, presenceOf } from "./deploy-relay.ts";
import { explainRefusal } from "./explain-refusal.ts";
import { wranglerCalls } from "./wrangler-calls.ts";
import { withWrangler } from "./wrangler.ts";

export type DestroyRequest = Pick<
  DeployRequest,
  "name" | "relays" | "wantedAccount" | "signal" | "say"
>;

export interface Destroyed {
  readonly account: Account;
  /** Where it was, if this machine knew. */
  readonly url: string | undefined;
  /** False if somebody had removed it already. */
  readonly wasThere: boolean;
}

export function destroyRelay(request: DestroyRequest): Promise<Destroyed> {
  return withWrangler(request.signal, async (wrangler) => {
    const { name, relays, say } = request;
    const account = await accountOf(wrangler, request);
    const presence = await presenceOf(wrangler, account, name, relays);
    const relay = relays.find(name, account.id);
    if (presence === "foreign") {
      throw new UserFailure(
        "refused",
        `${account.name} has a Worker ${name} that was not deployed from here, and it stays`,
        "remove it at https://dash.cloudflare.com, if that is what you want",
      );
    }
    if (presence === "ours") {
      say(`removing ${name} from ${account.name}`);
      const answer = await wrangler.run(wranglerCalls.delete(name), account.id);
      if (answer.kind === "refused") throw explainRefusal(answer.refused);
    }
    if (relay !== undefined) relays.forget(relay);
    return { account, url: relay?.url, wasThere: presence === "ours" };
  });
}
