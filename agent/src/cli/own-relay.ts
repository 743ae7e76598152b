// The relay that was or will be deployed from this machine: its name, where it is noted, and what is set of it.

import { dirname, join } from "node:path";
import { relayOrigin } from "../config/relay-address.ts";
import { DeployedRelays } from "../deploy/deployed-relays.ts";
import type { Step } from "../deploy/deploy-steps.ts";
import { workerName } from "../deploy/relay-config.ts";
import { type RelayFiles, relayFiles } from "../platform/own-files.ts";
import { environment, untilAskedToEnd } from "../platform/this-machine.ts";
import { UserFailure } from "../platform/user-failure.ts";
import type { Call } from "./command.ts";
import { fileSettings, ownPlaces } from "./own-settings.ts";

const usualName = "longrein-relay";

export function ownRelays(): DeployedRelays {
  return new DeployedRelays(join(dirname(ownPlaces().configFile), "deployed-relays.json"));
}

/** The one that is named, or else the only one there is. */
export function nameOfRelay({ value }: Call, relays: DeployedRelays): string {
  const [only, another] = relays.all();
  const otherwise = another === undefined ? only?.name : undefined;
  return workerName(value("name") ?? otherwise ?? usualName);
}

/** Of `CLOUDFLARE_ACCOUNT_ID`; an empty one is none. */
export function wantedAccount(): string | undefined {
  return environment["CLOUDFLARE_ACCOUNT_ID"] || undefined;
}

export function ownRelayFiles(): RelayFiles {
  const files = relayFiles();
  if (files !== undefined) return files;
  throw new UserFailure("failed", "the relay and the app are not built", "npm run build");
}

/** As the file says: what the environment says instead is not of this machine's keeping. */
export function isSetAsRelay(url: string): boolean {
  const { relay } = fileSettings();
  return relay !== undefined && relay !== "embedded" && relayOrigin(relay) === url;
}

export function secretSetFor(url: string): string | undefined {
  return isSetAsRelay(url) ? fileSettings().relaySecret : undefined;
}

/** Ctrl-C ends wrangler, too, and what was written for it goes. */
export function untilCalledOff(): AbortSignal {
  const calledOff = new AbortController();
  void untilAskedToEnd().then(() => calledOff.abort());
  return calledOff.signal;
}

export function showSteps({ terminal }: Call, steps: readonly Step[]): void {
  terminal.json({ dryRun: true, steps });
  for (const [index, { about, command }] of steps.entries()) {
    terminal.say(`${index + 1}. ${about}`);
    if (command !== undefined) terminal.say(terminal.faint(`   ${command}`));
  }
  terminal.say("nothing was done");
}
