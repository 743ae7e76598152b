// `longrein pair`: shows how to reach this machine, takes the code that the phone shows, and goes on with
// the next phone for whoever has several.

import type { News } from "../control/verbs.ts";
import { systemClock } from "../platform/clock.ts";
import { UserFailure } from "../platform/user-failure.ts";
import { askAgent } from "./ask-agent.ts";
import type { Call } from "./command.ts";
import { isCheckCode, notACode } from "./check-code.ts";
import { terminalQr } from "./qr-code.ts";
import { type SaidRights, rightsInWords, saidRights, whatItMay } from "./said-rights.ts";
import { sayDuration } from "./say-time.ts";
import { type Terminal, quoteName } from "./terminal.ts";

export async function pair(call: Call): Promise<undefined> {
  const { terminal } = call;
  const asked = saidRights(call, call.value("role"));
  for (;;) {
    const isPaired = await pairOne(call, asked);
    if (!terminal.isInteractive) return undefined;
    const question = isPaired ? "Enter pairs another phone" : "Enter shows a new link";
    if ((await terminal.ask(`${question}, Ctrl-C ends this: `)) === undefined) return undefined;
  }
}

/** False when it came to nothing and somebody is there to try again. */
async function pairOne(call: Call, asked: SaidRights): Promise<boolean> {
  const { terminal } = call;
  try {
    const { name, role, approver } = await askAgent(
      { t: "pair", ...asked, typedCode: true, withOtherApp: call.isSet("with-other-app") },
      {
        news: (news) => tell(news, call),
        input: (send) =>
          terminal.onLine((line) =>
            line.trim() === "" || isCheckCode(line) ? send(line) : terminal.say(notACode),
          ),
      },
    );
    const rights = { role, approver };
    terminal.say(`paired ${quoteName(name)} as ${rightsInWords(rights)}: ${whatItMay(rights)}`);
    terminal.json({ paired: name, ...rights });
    return true;
  } catch (failure) {
    const isOver = !(failure instanceof UserFailure) || failure.kind !== "failed";
    if (isOver || !terminal.isInteractive) throw failure;
    terminal.say(failure.message);
    return false;
  }
}

function tell(news: News, { terminal, isJson }: Call): void {
  if (isJson) terminal.json(news);
  switch (news.t) {
    case "offered":
      return offer(news.link, news.expiresAt, terminal);
    case "typed-code":
      return terminal.say(`  or open the app and type this code:  ${terminal.strong(news.code)}\n`);
    case "no-typed-code":
      return terminal.say(`  there is no code to type: ${news.why}\n`);
    case "waiting":
      return terminal.say(
        `${quoteName(news.name)} wants to pair; type the four digits it shows, then Enter`,
      );
    default:
      return;
  }
}

function offer(link: string, expiresAt: number, terminal: Terminal): void {
  const left = sayDuration(expiresAt - systemClock.now() + 500);
  terminal.say(terminalQr(link, terminal.colour));
  terminal.say(`\n  scan it with the phone, or open this link on it, within ${left}:`);
  terminal.say(`  ${terminal.strong(link)}`);
  terminal.say("  treat it like a password: whoever has it can ask to be let in");
}
