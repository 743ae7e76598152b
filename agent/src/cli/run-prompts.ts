// `longrein runs prompts`: what waits for the end of a run's turn, said in other words or taken back.

import { promptBytesMax } from "@longrein/protocol/limits";
import { systemClock } from "../platform/clock.ts";
import { UserFailure } from "../platform/user-failure.ts";
import { askAgent, longId, shortId } from "./ask-agent.ts";
import type { Call } from "./command.ts";
import { fittingWords } from "./fitting-words.ts";
import { sayAgo } from "./say-time.ts";
import { setIn, showText } from "./show-text.ts";
import { quoteName } from "./terminal.ts";

export async function runPrompts(call: Call): Promise<undefined> {
  const [change, withdraw] = [call.value("change"), call.value("withdraw")];
  const text = fittingWords(call.all("PROMPT").join(" "), "a prompt", promptBytesMax);
  if (change !== undefined && withdraw !== undefined) throw misused("--change or --withdraw");
  if (change === undefined && text !== "") throw misused("--change before a prompt's new words");
  if (change !== undefined && text.trim() === "") throw misused("its new words after --change");
  if (change !== undefined) return changeIt(call, change, text);
  return withdraw === undefined ? list(call) : withdrawIt(call, withdraw);
}

async function list({ terminal, argument }: Call): Promise<undefined> {
  const { run, prompts } = await askAgent({ t: "prompts.list", which: argument("RUN") });
  terminal.json({
    run: longId(run),
    prompts: prompts.map(({ prompt, ...about }) => ({ prompt: longId(prompt), ...about })),
  });
  if (prompts.length === 0) terminal.say("no prompt waits for the end of its turn");
  const now = systemClock.now();
  for (const { prompt, text, phone, at } of prompts) {
    const whose = phone === undefined ? "from this machine" : `from ${quoteName(phone)}`;
    terminal.say(`${shortId(prompt)}  ${sayAgo(at, now)}, ${whose}`);
    terminal.say(`  ${setIn(showText(text))}`);
  }
  const [first] = prompts;
  if (first !== undefined) {
    const words = `runs prompts ${shortId(run)} --withdraw ${shortId(first.prompt)}`;
    terminal.say(terminal.faint(`to take it back: ${terminal.command(words)}`));
  }
  return undefined;
}

async function changeIt({ terminal, argument }: Call, which: string, text: string) {
  const asked = { which: argument("RUN"), prompt: which, text };
  const { run, prompt, before } = await askAgent({ t: "prompts.change", ...asked });
  terminal.say(`it waits in these words now:\n  ${setIn(showText(text))}`);
  terminal.say(`and did in these:\n  ${setIn(showText(before))}`);
  terminal.json({ run: longId(run), changed: longId(prompt), text, before });
  return undefined;
}

async function withdrawIt({ terminal, argument }: Call, which: string) {
  const asked = { which: argument("RUN"), prompt: which };
  const { run, prompt, before } = await askAgent({ t: "prompts.withdraw", ...asked });
  terminal.say(`withdrawn: ${setIn(showText(before))}`);
  terminal.json({ run: longId(run), withdrawn: longId(prompt), before });
  return undefined;
}

function misused(expected: string): UserFailure {
  return new UserFailure("usage", `expected ${expected}`, "longrein help runs prompts");
}
