// `longrein demo`: what it shows and what it asks. The demo itself is wired in daemon/demo.ts.

import { type Demo, type DemoNews, startDemo } from "../daemon/demo.ts";
import { builtFiles } from "../platform/own-files.ts";
import { runsAsRoot, untilAskedToEnd } from "../platform/this-machine.ts";
import { UserFailure } from "../platform/user-failure.ts";
import type { Call } from "./command.ts";
import { isCheckCode, notACode } from "./check-code.ts";
import { terminalQr } from "./qr-code.ts";
import { type Terminal, quoteName } from "./terminal.ts";

export async function demo(call: Call): Promise<undefined> {
  const { terminal, value } = call;
  const port = wholeNumber(value("port"), 65_535, "--port");
  const pace = wholeNumber(value("pace"), 10, "--pace") ?? 1;
  const built = builtFiles();
  if (built === undefined) {
    throw new UserFailure("failed", "the relay and the app are not built", "npm run build");
  }
  const asked = untilAskedToEnd();
  const desk = new PairingTalk(terminal);
  const starting = startDemo({ port, pace, built, news: (news) => desk.tell(news) });
  const running = await Promise.race([starting, asked]);
  if (running !== undefined) return untilItEnds(running, asked, desk, terminal);
  // Asked to end before it had begun: what there is of it ends, then nothing is left to say.
  await starting.then((begun) => begun.close()).catch(() => undefined);
  return undefined;
}

async function untilItEnds(
  running: Demo,
  asked: Promise<void>,
  desk: PairingTalk,
  terminal: Terminal,
): Promise<undefined> {
  try {
    greet(running, desk.show(running), terminal);
    terminal.onLine((line) => desk.take(line, running));
    const killed = running.killed.then(() => "killed" as const);
    const death = await Promise.race([asked, killed, running.relayDied]);
    if (death instanceof Error) {
      throw new UserFailure("failed", death.message, "longrein demo", { cause: death });
    }
    terminal.say(death === "killed" ? "\na phone has stopped everything: ending" : "\nending");
    return undefined;
  } finally {
    await running.close();
  }
}

/** One link after the other, each when somebody asks for it: nobody may be here to see them. */
class PairingTalk {
  readonly #terminal: Terminal;
  #isWaiting = false;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  show({ newLink, relayUrl, workspace }: Demo): string {
    const pairingLink = newLink();
    this.#terminal.json({ relayUrl, appUrl: relayUrl, pairingLink, workspace });
    this.#terminal.say(terminalQr(pairingLink, this.#terminal.colour));
    return pairingLink;
  }

  /** A code while one is waited for; else Enter asks for a link. */
  take(line: string, running: Demo): void {
    if (this.#isWaiting && isCheckCode(line)) return running.confirm(line);
    // Only what could have been meant is a guess, of which there is one.
    if (this.#isWaiting) return this.#terminal.say(notACode);
    const link = this.show(running);
    this.#terminal.say(`\n  ${this.#terminal.strong(link)}\n`);
  }

  tell(news: DemoNews): void {
    const { say } = this.#terminal;
    this.#isWaiting = news.kind === "waiting";
    switch (news.kind) {
      case "waiting":
        return say(
          `${quoteName(news.name)} wants to pair; type the four digits it shows, then Enter`,
        );
      case "paired":
        say(`paired ${quoteName(news.name)}; it may give prompts and answer questions`);
        return say("to pair another phone: Enter");
      case "failed":
        return say(`${failures[news.reason]}; nothing was paired, press Enter for a new link`);
    }
  }
}

function greet({ workspace }: Demo, link: string, terminal: Terminal): void {
  const { say, strong } = terminal;
  say();
  say(`  ${strong("1")}  open this link in a browser on this computer`);
  say(`     ${strong(link)}`);
  say(`  ${strong("2")}  press Pair, then type here the four digits that it shows`);
  say(`  ${strong("3")}  watch the demo agent work, approve or deny what it asks`);
  say();
  say(`  its repository is  ${workspace}`);
  say("  each run works in a worktree of it, as in your own: git worktree list shows it there");
  say("  the link works once, within five minutes; Enter shows a new one, Ctrl-C ends everything");
  say("  this relay can be reached from this computer only, hence not from a phone");
  if (runsAsRoot()) {
    say("  warning: running as root; the demo agent keeps to its throw-away folder");
  }
  say();
}

const failures = {
  "wrong-code": "that was not the code on the phone",
  timeout: "nobody typed the code in time",
  cancelled: "pairing was cancelled",
  used: "the link was used already",
  gone: "the phone went away",
  expired: "the link has expired",
  guessed: "the typed code was wrong three times",
} as const;

function wholeNumber(text: string | undefined, max: number, name: string): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (/^\d+$/.test(text) && number <= max) return number;
  const why = `expected a whole number up to ${max} after ${name}`;
  throw new UserFailure("usage", why, "longrein help demo");
}
