// `longrein help`.

import { UserFailure } from "../platform/user-failure.ts";
import type { Call } from "./command.ts";
import { sayHelp, sayOverview } from "./help.ts";

export function sayHelpOf({ terminal, table, all }: Call): Promise<undefined> {
  const words = all("COMMAND");
  if (words.length === 0) sayOverview(table, terminal);
  else if (!sayHelp(table, words, terminal)) {
    const quoted = JSON.stringify(words.join(" "));
    throw new UserFailure("usage", `there is no command ${quoted}`, "longrein help");
  }
  return Promise.resolve(undefined);
}
