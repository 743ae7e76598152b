// `longrein up`: the agent itself, in this terminal or, as `longrein start` calls it, in the background.

import type { LinkState } from "@longrein/protocol";
import { type Resident, startResident } from "../daemon/resident.ts";
import { isExposed } from "../config/listen-address.ts";
import { keepLogSmall } from "../platform/background.ts";
import { appFiles, builtFiles } from "../platform/own-files.ts";
import { systemClock } from "../platform/clock.ts";
import { exitSoon, runsAsRoot, untilAskedToEnd } from "../platform/this-machine.ts";
import { UserFailure } from "../platform/user-failure.ts";
import type { Call } from "./command.ts";
import { changeSettings, ownPlaces, ownSettings } from "./own-settings.ts";
import { settingsFromFlags } from "./settings-from-flags.ts";
import type { Terminal } from "./terminal.ts";
import { version } from "./version.ts";

export async function up(call: Call): Promise<number | undefined> {
  const { terminal } = call;
  const asked = untilAskedToEnd();
  changeSettings((settings) => ({ ...settings, ...settingsFromFlags(call, settings) }));
  const isBackground = call.isSet("background");
  if (isBackground) keepLogSmall(ownPlaces().stateFolder);
  const say = isBackground ? stamped(terminal) : terminal.say;
  const resident = await startResident({
    stateFolder: ownPlaces().stateFolder,
    version,
    readSettings: () => ownSettings().settings,
    built: builtFiles(),
    app: appFiles(),
    onLinkState: linkLines(say),
  });
  try {
    remember(resident);
    greet(resident, call, say);
    const end = await Promise.race([asked, resident.ended]);
    if (end?.kind === "relay-died") {
      throw new UserFailure("failed", end.why, "longrein up");
    }
    if (end?.kind === "killed") say(killedWords(terminal));
    else say("ending");
    return undefined;
  } finally {
    const left = await resident.close();
    for (const what of left) say(`${what} has not ended in time, and is left`);
    if (left.length > 0) exitSoon();
  }
}

function killedWords(terminal: Terminal): string {
  const release = terminal.command("kill --release");
  return `the kill switch was used: all runs have ended, and nothing starts before ${release}`;
}

/** A port that the system chose stays the same from now on: phones know the relay by it. */
function remember({ relay }: Resident): void {
  if (!relay.isEmbedded) return;
  const port = Number(new URL(relay.address.url).port);
  changeSettings((settings) => ({
    ...settings,
    embeddedRelay: { ...settings.embeddedRelay, port: settings.embeddedRelay?.port ?? port },
  }));
}

function greet(
  { relay, orphans, interrupted }: Resident,
  { terminal }: Call,
  say: (text?: string) => void,
): void {
  const { machine, embeddedRelay, workspaces } = ownSettings().settings;
  const { url, publicUrl } = relay.address;
  terminal.json({ relay: url, publicUrl, machine, version });
  const where = relay.isEmbedded ? ", on this computer" : "";
  say(`longrein ${version} on ${machine}; its relay is ${url}${where}`);
  if (orphans > 0) say(`ended what it had left behind when it was killed: ${orphans} processes`);
  if (interrupted > 0) {
    const goOn = terminal.command("runs continue RUN");
    say(`runs that a restart interrupted while they waited for an answer: ${interrupted}; ${goOn}`);
  }
  if (publicUrl !== undefined) say(`phones find it at ${publicUrl}`);
  else if (relay.isEmbedded) say(`${onlyHere}: ${terminal.command("help up")}`);
  if (relay.isEmbedded && isExposed(embeddedRelay)) {
    say(
      "warning: every machine of the network can talk to this relay; it can open nothing it carries",
    );
  }
  if (!workspaces.some(({ shared }) => shared)) {
    say(`to let phones work in a folder: ${terminal.command("workspace share FOLDER")}`);
  }
  say(`to pair a phone: ${terminal.command("pair")}`);
  if (runsAsRoot()) say("warning: running as root; whatever is approved runs as root, too");
}

const onlyHere = "only browsers on this computer reach it; a phone needs --relay or --public-url";

function linkLines(say: (text: string) => void): (state: LinkState) => void {
  let wasReady = false;
  return ({ kind }) => {
    if (kind === "ready") say("connected to the relay");
    if (kind === "waiting" && wasReady) say("lost the relay, trying again");
    if (kind === "ready" || kind === "waiting") wasReady = kind === "ready";
  };
}

/** In a log every line says when. */
function stamped({ say }: Terminal): (text?: string) => void {
  return (text = "") => say(`${new Date(systemClock.now()).toISOString()} ${text}`);
}
