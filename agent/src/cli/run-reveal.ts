// `longrein runs reveal`: a secret that is hidden in what a run said.

import { askAgent, longId } from "./ask-agent.ts";
import type { Call } from "./command.ts";
import { showText } from "./show-text.ts";
import { wholeNumber } from "./whole-number.ts";

/** So many are kept of a run, counted from one. */
const numberMax = 1_000;

export async function revealSecret({ terminal, argument }: Call): Promise<undefined> {
  const number = wholeNumber(argument("NUMBER"), {
    min: 1,
    max: numberMax,
    as: "NUMBER",
    command: "runs reveal",
  });
  const { run, text } = await askAgent({ t: "secrets.reveal", which: argument("RUN"), number });
  terminal.say(showText(text));
  terminal.json({ run: longId(run), number, text });
  return undefined;
}
