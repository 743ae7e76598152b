// `longrein hook AGENT`: what the hooks that `longrein hooks install` puts there call. Hands what it is told to the
// agent that runs here, and prints what a phone has answered. Without an agent, without an answer, and whatever
// goes wrong, it prints nothing: then the dialog at the desktop decides as if there were no hook.

import { answerMinutesMax } from "../config/settings.ts";
import { hookBytesMax } from "../control/verbs.ts";
import { readInput, startedBy } from "../platform/own-caller.ts";
import { environment } from "../platform/this-machine.ts";
import { askAgent } from "./ask-agent.ts";
import type { Call } from "./command.ts";

/** The agent says nothing sooner than that when nobody answers. */
const answerWithinMs = answerMinutesMax * 60_000 + 30_000;

export async function hook({ terminal, argument }: Call): Promise<undefined> {
  // Where nobody sits before it there is no dialog, and nobody would wait for one.
  if (environment["CLAUDE_CODE_ENTRYPOINT"] !== "cli") return undefined;
  const caller = startedBy();
  try {
    const input = await readInput(hookBytesMax);
    const request = { t: "hook", driver: argument("AGENT"), input } as const;
    const { signal } = caller;
    const { output } = await askAgent(request, { signal, withinMs: answerWithinMs });
    if (output !== undefined) terminal.say(output);
  } catch {
    return undefined;
  } finally {
    caller.forget();
  }
  return undefined;
}
