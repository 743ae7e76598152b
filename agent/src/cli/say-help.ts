// `longrein help`.

import { UserFailure } from "../platform/user-failure.ts";
import type { Call, Command } from "./command.ts";
import { sayHelp, sayOverview, usage } from "./help.ts";

export function sayHelpOf({ terminal, table, all }: Call): Promise<undefined> {
  const words = all("COMMAND");
  const isMeant = ({ name }: Command) =>
    `${name} `.startsWith(words.map((word) => `${word} `).join(""));
  terminal.json({
    commands: table.filter(isMeant).map((command) => ({
      command: command.name,
      usage: usage(command),
      about: command.about,
      example: command.example,
    })),
  });
  if (words.length === 0) sayOverview(table, terminal);
  else if (!sayHelp(table, words, terminal)) {
    const quoted = JSON.stringify(words.join(" "));
    throw new UserFailure("usage", `there is no command ${quoted}`, "longrein help");
  }
  return Promise.resolve(undefined);
}
