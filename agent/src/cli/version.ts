// `longrein version`.

import type { Call } from "./command.ts";

export const version = "0.1.0";

export function sayVersion({ terminal }: Call): Promise<undefined> {
  terminal.say(version);
  terminal.json({ version });
  return Promise.resolve(undefined);
}
