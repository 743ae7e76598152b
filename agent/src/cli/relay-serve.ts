// `longrein relay serve`: the relay and the app as a server of one's own, behind whatever ends TLS before it.

import { servedRelay } from "../config/served-relay.ts";
import { type EmbeddedRelayOptions, startEmbeddedRelay } from "../daemon/embedded-relay.ts";
import { takeLock } from "../platform/instance-lock.ts";
import { builtFiles } from "../platform/own-files.ts";
import { openStateFolder } from "../platform/state-folder.ts";
import { environment, untilAskedToEnd } from "../platform/this-machine.ts";
import { UserFailure } from "../platform/user-failure.ts";
import type { WorkerdProcess } from "../platform/workerd-process.ts";
import type { Call } from "./command.ts";
import { ownPlaces } from "./own-settings.ts";

const usualPlace = "127.0.0.1:8787";

export async function serveRelay({ terminal, value, isSet }: Call): Promise<undefined> {
  const asked = untilAskedToEnd();
  const { hosts, isOpen, ...listening } = servedRelay(value("listen") ?? usualPlace, environment, {
    toNetwork: isSet("i-understand-lan-exposure"),
    toEverybody: isSet("for-everybody"),
  });
  const built = builtFiles();
  if (built === undefined) {
    throw new UserFailure("failed", "the relay and the app are not built", "npm run build");
  }
  // Beside the agent's own relay, if both run here, and never in its place.
  const given = value("state") ?? `${ownPlaces().stateFolder}/served-relay`;
  const stateFolder = openStateFolder(given, "name another folder with --state");
  const lock = takeLock(stateFolder);
  if (lock === undefined) {
    throw new UserFailure("refused", `a relay runs in ${stateFolder} already`, "--state FOLDER");
  }
  try {
    const files = isSet("without-app") ? { workerFile: built.workerFile } : built;
    const relay = await start({ ...files, ...listening, hosts, stateFolder });
    terminal.json({ url: relay.url, hosts, isOpen });
    terminal.say(`the relay answers at ${relay.url}, for ${hosts.join(", ")}`);
    if (isOpen) terminal.say("anybody who finds it may use it");
    const death = await Promise.race([asked, relay.died]);
    if (death instanceof Error) throw new UserFailure("failed", death.message);
    await relay.stop();
    return undefined;
  } finally {
    lock.release();
  }
}

async function start(options: EmbeddedRelayOptions): Promise<WorkerdProcess> {
  try {
    return await startEmbeddedRelay(options);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : "the relay does not start";
    const hint = "is the port in use? choose another with --listen";
    throw new UserFailure("failed", why, hint, { cause });
  }
}
