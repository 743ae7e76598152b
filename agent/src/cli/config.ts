// `longrein config …`: each setting, who has set it, and setting it. A secret is said to be set, and no more.

import { type Setting, settingFrom } from "../config/effective.ts";
import type { Settings } from "../config/settings.ts";
import { UserFailure } from "../platform/user-failure.ts";
import { tellAgent } from "./ask-agent.ts";
import type { Call } from "./command.ts";
import { changeSettings, ownPlaces, ownSettings } from "./own-settings.ts";

export function showConfig({ terminal }: Call): Promise<undefined> {
  const { configFile, stateFolder } = ownPlaces();
  const settings = ownSettings().explained.map((one) => ({ ...one, value: shown(one) }));
  terminal.json({ configFile, stateFolder, settings });
  terminal.say(`configuration  ${configFile}`);
  terminal.say(`state          ${stateFolder}\n`);
  terminal.table(
    settings.map(({ name, value, origin, variable }) => [
      name,
      value === undefined ? "" : JSON.stringify(value),
      terminal.faint(origin === "environment" ? `from ${variable ?? ""}` : `by ${origin}`),
    ]),
  );
  return Promise.resolve(undefined);
}

export async function setConfig({ terminal, argument }: Call): Promise<undefined> {
  const name = argument("SETTING");
  const change = settingTyped(name, argument("VALUE"));
  changeSettings((settings) => ({ ...settings, ...change }));
  await tellAgent();
  terminal.say(`${name} is set`);
  terminal.json({ setting: name, ...change });
  return undefined;
}

export async function unsetConfig({ terminal, argument }: Call): Promise<undefined> {
  const name = argument("SETTING");
  changeSettings((settings) => ({ ...settings, [name]: undefined }));
  await tellAgent();
  terminal.say(`${name} is as it is by default`);
  terminal.json({ setting: name, set: false });
  return undefined;
}

function settingTyped(name: string, said: string): Settings {
  if (name === "machine" && said.trim() === "") {
    throw new UserFailure("usage", "expected a name", "longrein config unset machine");
  }
  try {
    return settingFrom(name, said);
  } catch (failure) {
    const why = failure instanceof Error ? failure.message : "that cannot be";
    throw new UserFailure("usage", why, "docs/configuration.md says what it may be");
  }
}

function shown({ name, value }: Setting): unknown {
  return name === "relaySecret" && value !== undefined ? "(set)" : value;
}
