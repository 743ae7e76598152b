// `longrein service …`: the agent as a service of its user, by the manager of this system.

import { launchdPlist, serviceLabel, systemdUnit } from "../config/autostart-files.ts";
import { environment } from "../platform/this-machine.ts";
import { isRunning } from "../control/control-client.ts";
import { socketPath } from "../control/socket-path.ts";
import {
  installFile,
  isActive,
  serviceFile,
  serviceManager,
  uninstallFile,
} from "../platform/autostart.ts";
import { logFile } from "../platform/background.ts";
import { door } from "../platform/own-files.ts";
import { openStateFolder } from "../platform/state-folder.ts";
import { UserFailure } from "../platform/user-failure.ts";
import type { Call } from "./command.ts";
import { ownPlaces, ownSettings, variablesOfPlaces } from "./own-settings.ts";
import { untilTrue } from "./until-true.ts";

const answersWithinMs = 20_000;

export async function installService({ terminal, isSet }: Call): Promise<undefined> {
  const manager = serviceManager();
  const file = serviceFile(manager, serviceLabel);
  const content = (manager === "launchd" ? launchdPlist : systemdUnit)(program());
  if (isSet("print")) {
    terminal.say(content);
    terminal.json({ file, content });
    return undefined;
  }
  if (ownSettings().settings.relay === undefined) {
    const hint = "longrein up once, with --relay or --embedded: it keeps what it was told";
    throw new UserFailure("usage", "no relay is set, so a service could not start", hint);
  }
  const socket = socketPath(openStateFolder(ownPlaces().stateFolder));
  if ((await isRunning(socket)) && !isActive(manager, serviceLabel)) {
    const why = "longrein is running already, and not as a service";
    throw new UserFailure("refused", why, "longrein stop, then longrein service install");
  }
  installFile(manager, file, content);
  if (!(await untilTrue(() => isRunning(socket), answersWithinMs))) {
    const why = `the service is installed by ${file}, but longrein does not answer`;
    throw new UserFailure("failed", why, "longrein logs says why");
  }
  terminal.say(`longrein runs as a service of yours, by ${file}`);
  terminal.json({ file, installed: true });
  return undefined;
}

export function uninstallService({ terminal }: Call): Promise<undefined> {
  const manager = serviceManager();
  const file = serviceFile(manager, serviceLabel);
  const wasThere = uninstallFile(manager, file);
  terminal.say(wasThere ? `removed ${file}; the service has ended` : "there is no service");
  terminal.json({ file, installed: false, wasThere });
  return Promise.resolve(undefined);
}

function program() {
  const path = environment["PATH"] ?? "/usr/bin:/bin";
  const log = logFile(ownPlaces().stateFolder);
  return { node: process.execPath, door, path, variables: variablesOfPlaces(), logFile: log };
}
