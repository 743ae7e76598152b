// `longrein logs`: the end of what the agent has said in the background.

import { readLog } from "../platform/background.ts";
import { realPlace } from "../platform/state-folder.ts";
import type { Call } from "./command.ts";
import { ownPlaces } from "./own-settings.ts";
import { showLine } from "./show-text.ts";
import { wholeNumber } from "./whole-number.ts";

const linesMax = 10_000;

export function logs({ terminal, value, isSet }: Call): Promise<undefined> {
  const count = wholeNumber(value("count") ?? "50", {
    min: 0,
    max: linesMax,
    as: "--count",
    command: "logs",
  });
  const { path, text } = readLog(realPlace(ownPlaces().stateFolder), isSet("detailed"));
  const lines = text.split("\n").filter((line) => line !== "");
  const last = count === 0 ? [] : lines.slice(-count);
  terminal.json({ file: path, lines: last });
  if (lines.length === 0) {
    terminal.say("nothing was logged: the agent writes there when it runs in the background");
  }
  // Whatever got in there is shown, not obeyed.
  for (const line of last) terminal.say(showLine(line));
  return Promise.resolve(undefined);
}
