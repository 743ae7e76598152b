// `longrein config`: each setting, and who has set it. A secret is said to be set, and no more.

import type { Setting } from "../config/effective.ts";
import type { Call } from "./command.ts";
import { ownPlaces, ownSettings } from "./own-settings.ts";

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

function shown({ name, value }: Setting): unknown {
  return name === "relaySecret" && value !== undefined ? "(set)" : value;
}
