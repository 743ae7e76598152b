// `longrein help`.

import { UserFailure } from "../platform/user-failure.ts";
import type { Call, Command } from "./command.ts";
import { helpForPrograms, sayHelp, sayOverview } from "./help.ts";

export function sayHelpOf({ terminal, table, all }: Call): Promise<undefined> {
  const words = all("COMMAND");
  const isMeant = ({ name }: Command) =>
    `${name} `.startsWith(words.map((word) => `${word} `).join(""));
  if (words.length === 0) sayOverview(table, terminal);
  else if (!sayHelp(table, words, terminal)) {
    const quoted = JSON.stringify(words.join(" "));
    throw new UserFailure("usage", `there is no command ${quoted}`, "longrein help");
  }
  terminal.json(helpForPrograms(table.filter(isMeant)));
  return Promise.resolve(undefined);
}
