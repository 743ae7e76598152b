// `longrein relay destroy`: off Cloudflare, and out of the settings.

import { type DestroyRequest, destroyRelay } from "../deploy/destroy-relay.ts";
import { destroySteps } from "../deploy/deploy-steps.ts";
import { UserFailure } from "../platform/user-failure.ts";
import type { Call } from "./command.ts";
import {
  isSetAsRelay,
  nameOfRelay,
  ownRelays,
  showSteps,
  untilCalledOff,
  wantedAccount,
} from "./own-relay.ts";
import { changeSettings, ownPlaces } from "./own-settings.ts";

export async function destroyOwnRelay(call: Call): Promise<undefined> {
  const { terminal, isSet } = call;
  const relays = ownRelays();
  const name = nameOfRelay(call, relays);
  if (isSet("dry-run")) {
    showSteps(call, destroySteps({ name, settingsFile: ownPlaces().configFile }));
    return undefined;
  }
  if (!isSet("yes")) await haveTyped(call, name);
  const request: DestroyRequest = {
    name,
    relays,
    wantedAccount: wantedAccount(),
    signal: untilCalledOff(),
    say: (text) => terminal.say(text),
  };
  const { account, url, wasThere } = await destroyRelay(request);
  const wasUsed = url !== undefined && isSetAsRelay(url);
  if (wasUsed) {
    const unset = Object.fromEntries(
      ["relay", "relaySecret"].map((setting) => [setting, undefined]),
    );
    changeSettings((settings) => ({ ...settings, ...unset }));
  }
  terminal.json({ name, account: account.id, url, wasThere, wasUsed });
  terminal.say(wasThere ? `${name} is gone` : `there was no Worker ${name} any more`);
  if (wasUsed)
    terminal.say("no relay is set now; phones have to be paired again by way of another");
  return undefined;
}

async function haveTyped({ terminal }: Call, name: string): Promise<void> {
  const typed = terminal.isInteractive
    ? await terminal.ask(`this cannot be taken back; to remove it, type its name, ${name}: `)
    : undefined;
  if (typed?.trim() === name) return;
  const why = typed === undefined ? "nobody was there to type its name" : "that is not its name";
  throw new UserFailure("refused", `${why}: ${name} stays`, "longrein relay destroy --yes");
}
