// The configuration file and the environment of whoever calls, as all commands see them.

import { type Effective, effectiveSettings } from "../config/effective.ts";
import { type Places, placesFrom } from "../config/places.ts";
import { type Settings, readSettings, writeSettings } from "../config/settings.ts";
import { requireOwnWord } from "../platform/own-word.ts";
import { readPrivateFile, writePrivateFile } from "../platform/private-file.ts";
import { environment, homeFolder, machineName } from "../platform/this-machine.ts";
import { UserFailure } from "../platform/user-failure.ts";

export function ownPlaces(): Places {
  for (const name of ["LONGREIN_STATE_DIR", "LONGREIN_CONFIG"]) requireWholePath(name);
  return placesFrom(environment, homeFolder());
}

/** Ignored, as XDG wants it of its own, it would lead to another agent than the one that was meant. */
function requireWholePath(name: string): void {
  const said = environment[name] ?? "";
  if (said === "" || said.startsWith("/")) return;
  const why = `${name} is ${JSON.stringify(said)}, which is another place in each folder`;
  throw new UserFailure("usage", why, "write all of the path, from / on");
}

/** As the file says, without the environment. */
export function fileSettings(): Settings {
  const { configFile } = ownPlaces();
  const source = readPrivateFile(configFile);
  if (source === undefined) return {};
  // It names programs that are run, and how much goes ahead unasked.
  requireOwnWord(configFile);
  return understood(configFile, () => readSettings(source));
}

export function ownSettings(): Effective {
  const file = fileSettings();
  return understood("the environment", () => effectiveSettings(file, environment, machineName()));
}

export function changeSettings(change: (settings: Settings) => Settings): void {
  const before = fileSettings();
  const after = writeSettings(change(before));
  // What could not be read again is not written.
  readSettings(after);
  if (after !== writeSettings(before)) writePrivateFile(ownPlaces().configFile, after);
}

/** Where our things lie: a program of ours that looked elsewhere would be another agent. */
export function variablesOfPlaces(): Readonly<Record<string, string>> {
  const names = ["LONGREIN_STATE_DIR", "LONGREIN_CONFIG", "XDG_STATE_HOME", "XDG_CONFIG_HOME"];
  const set = names.flatMap((name) => {
    const value = environment[name];
    return value === undefined || value === "" ? [] : [[name, value] as const];
  });
  return Object.fromEntries(set);
}

function understood<T>(where: string, read: () => T): T {
  try {
    return read();
  } catch (failure) {
    const why = failure instanceof Error ? failure.message : "it is not understood";
    const hint = "docs/configuration.md says what may stand there";
    throw new UserFailure("usage", `${where}: ${why}`, hint, { cause: failure });
  }
}
