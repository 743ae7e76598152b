// `longrein relay deploy` and `update`: a relay of one's own on Cloudflare, and what is set once it answers.

import { readFileSync } from "node:fs";
import { type Deployment, type DeployRequest, deployRelay } from "../deploy/deploy-relay.ts";
import { deploySteps } from "../deploy/deploy-steps.ts";
import type { Ask } from "../deploy/look-at-relay.ts";
import { buildNameIn } from "../deploy/relay-config.ts";
import { type Patience, usualPatience } from "../deploy/until-served.ts";
import { askOverHttp } from "../platform/http-request.ts";
import type { Call } from "./command.ts";
import {
  nameOfRelay,
  ownRelayFiles,
  ownRelays,
  secretSetFor,
  showSteps,
  untilCalledOff,
  wantedAccount,
} from "./own-relay.ts";
import { changeSettings, fileSettings, ownPlaces, ownSettings } from "./own-settings.ts";

/** How a relay is reached that was just deployed; in tests, where it really is. */
export interface Reaching {
  readonly ask: Ask;
  readonly patience: Patience;
}

const overTheNetwork: Reaching = { ask: askOverHttp, patience: usualPatience };

export async function deployOwnRelay(call: Call, reaching = overTheNetwork): Promise<undefined> {
  return deploy(call, call.isSet("replace") ? "replace" : "deploy", reaching);
}

export async function updateOwnRelay(call: Call, reaching = overTheNetwork): Promise<undefined> {
  return deploy(call, "update", reaching);
}

async function deploy(
  call: Call,
  mode: DeployRequest["mode"],
  { ask, patience }: Reaching,
): Promise<undefined> {
  const relays = ownRelays();
  const files = ownRelayFiles();
  const name = nameOfRelay(call, relays);
  if (call.isSet("dry-run")) {
    const build = buildNameIn(readFileSync(files.workerFile, "utf8"));
    const { configFile: settingsFile } = ownPlaces();
    showSteps(call, deploySteps({ name, build, configFile: files.configFile, settingsFile }));
    return undefined;
  }
  const deployment = await deployRelay({
    name,
    files,
    relays,
    mode,
    ask,
    patience,
    wantedAccount: wantedAccount(),
    secretOf: secretSetFor,
    signal: untilCalledOff(),
    say: (text) => call.terminal.say(text),
  });
  const before = fileSettings().relay;
  const { url, secret } = deployment;
  changeSettings((settings) => ({ ...settings, relay: url, relaySecret: secret }));
  tell(call, deployment, before);
  return undefined;
}

function tell({ terminal }: Call, deployment: Deployment, before: string | undefined): void {
  const { name, account, url, build, isNew, isNewSecret } = deployment;
  terminal.json({ name, account: account.id, url, build, isNew, isNewSecret });
  terminal.say(
    `${url} is ${isNew ? "your relay now" : "up to date"}: ${build}, for your agents alone`,
  );
  if (isNewSecret && !isNew) {
    terminal.say("it has a new secret: any other machine of yours that uses it has to be told");
  }
  if (before !== url) {
    terminal.say(
      `it is set as the relay of this machine, from the next ${terminal.command("start")} on`,
    );
    if (before !== undefined)
      terminal.say(`phones that were paired by way of ${before} have to be paired again`);
  }
  if (ownSettings().settings.relay !== url) {
    terminal.say("warning: LONGREIN_RELAY is set, and says another relay");
  }
}
