// `longrein service …`: the agent as a service of its user, by the manager of this system.

import { launchdPlist, serviceLabel, systemdUnit } from "../config/autostart-files.ts";
import { environment } from "../platform/this-machine.ts";
import { installFile, serviceFile, serviceManager, uninstallFile } from "../platform/autostart.ts";
import { door } from "../platform/own-files.ts";
import { UserFailure } from "../platform/user-failure.ts";
import type { Call } from "./command.ts";
import { ownSettings, variablesOfPlaces } from "./own-settings.ts";

export function installService({ terminal, isSet }: Call): Promise<undefined> {
  const manager = serviceManager();
  const file = serviceFile(manager, serviceLabel);
  const content = (manager === "launchd" ? launchdPlist : systemdUnit)(program());
  if (isSet("print")) {
    terminal.say(content);
    terminal.json({ file, content });
    return Promise.resolve(undefined);
  }
  if (ownSettings().settings.relay === undefined) {
    const hint = "longrein up once, with --relay or --embedded: it keeps what it was told";
    throw new UserFailure("usage", "no relay is set, so a service could not start", hint);
  }
  installFile(manager, file, content);
  terminal.say(`longrein runs as a service of yours, by ${file}`);
  terminal.json({ file, installed: true });
  return Promise.resolve(undefined);
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
  return { node: process.execPath, door, path, variables: variablesOfPlaces() };
}
