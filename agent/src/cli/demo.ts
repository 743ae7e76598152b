// `longrein demo`: what it shows and what it asks. The demo itself is wired in daemon/demo.ts.

import { parseArgs } from "node:util";
import { type Demo, type DemoNews, startDemo } from "../daemon/demo.ts";
import { builtFiles } from "../platform/built-files.ts";
import { runsAsRoot, untilAskedToEnd } from "../platform/this-machine.ts";
import { terminalQr } from "./qr-code.ts";
import { type Terminal, quoteName } from "./terminal.ts";

export const demoHelp = `usage
  longrein demo [--json] [--port N] [--pace N]

starts a relay on this computer and a small demo agent in a throw-away folder, and shows how to pair a
browser with it; Ctrl-C ends everything and removes the folder

  --json      one line of JSON on stdout: relayUrl, appUrl, pairingLink, workspace; all else on stderr
  --port N    the relay's port (8787 if it is free, else any)
  --pace N    how fast the demo agent works: 1 as a person reads, 0 at once

example
  longrein demo --port 9000`;

interface Settings {
  readonly port: number | undefined;
  readonly pace: number;
}

export async function demo(argv: string[], terminal: Terminal): Promise<number> {
  const settings = readSettings(argv, terminal);
  if (settings === undefined) return 2;
  const built = builtFiles();
  if (built === undefined) {
    terminal.fail("the relay and the app are not built", "npm run build");
    return 1;
  }
  const asked = untilAskedToEnd();
  let running: Demo | undefined;
  const news = (told: DemoNews) => tell(told, () => running?.newLink() ?? "", terminal);
  const starting = startDemo({ ...settings, built, news });
  try {
    const begun = await Promise.race([starting, asked]);
    // Asked to end before it had begun: what there is of it ends, then nothing is left to say.
    if (begun === undefined) return await starting.then(endQuietly, () => 0);
    running = begun;
  } catch (failure) {
    terminal.fail(
      failure instanceof Error ? failure.message : "the demo could not start",
      "is the port in use? leave --port out, or choose another",
    );
    return 1;
  }
  return untilItEnds(running, asked, terminal);
}

async function endQuietly(running: Demo): Promise<number> {
  await running.close();
  return 0;
}

async function untilItEnds(
  running: Demo,
  asked: Promise<void>,
  terminal: Terminal,
): Promise<number> {
  try {
    greet(running, terminal);
    terminal.onLine((line) => running.confirm(line));
    const death = await Promise.race([asked, running.relayDied]);
    if (death instanceof Error) terminal.fail(death.message, "start it again");
    else terminal.say("\nending");
    return death instanceof Error ? 1 : 0;
  } finally {
    await running.close();
  }
}

function greet({ relayUrl, workspace, newLink }: Demo, terminal: Terminal): void {
  const pairingLink = newLink();
  terminal.json({ relayUrl, appUrl: relayUrl, pairingLink, workspace });
  terminal.say(terminalQr(pairingLink, terminal.colour));
  terminal.say();
  terminal.say(`  ${terminal.strong("1")}  open this link in a browser on this computer`);
  terminal.say(`     ${terminal.strong(pairingLink)}`);
  terminal.say(
    `  ${terminal.strong("2")}  press Pair, then type here the four digits that it shows`,
  );
  terminal.say(
    `  ${terminal.strong("3")}  watch the demo agent work, approve or deny what it asks`,
  );
  terminal.say();
  terminal.say(`  it works in  ${workspace}`);
  terminal.say("  the link works once, within five minutes; Ctrl-C ends everything");
  terminal.say("  this relay can be reached from this computer only, hence not from a phone");
  if (runsAsRoot()) {
    terminal.say("  warning: running as root; the demo agent keeps to its throw-away folder");
  }
  terminal.say();
}

function tell(news: DemoNews, newLink: () => string, terminal: Terminal): void {
  switch (news.kind) {
    case "waiting":
      terminal.say(
        `${quoteName(news.name)} wants to pair; type the four digits it shows, then Enter`,
      );
      return;
    case "paired":
      terminal.say(`paired ${quoteName(news.name)}; it may give prompts and answer questions`);
      return;
    case "failed":
      terminal.say(`${failures[news.reason]}; nothing was paired, here is a new link`);
      terminal.say(`  ${terminal.strong(newLink())}`);
  }
}

const failures = {
  "wrong-code": "that was not the code on the phone",
  timeout: "nobody typed the code in time",
  cancelled: "pairing was cancelled",
  used: "the link was used already",
  gone: "the phone went away",
  expired: "the link has expired",
} as const;

function readSettings(argv: string[], terminal: Terminal): Settings | undefined {
  try {
    const { values } = parseArgs({
      args: argv,
      options: {
        json: { type: "boolean" },
        port: { type: "string" },
        pace: { type: "string", default: "1" },
      },
    });
    const port = values.port === undefined ? undefined : wholeNumber(values.port, 65_535, "--port");
    return { port, pace: wholeNumber(values.pace, 10, "--pace") };
  } catch (failure) {
    const why = failure instanceof Error ? failure.message : "the arguments are not understood";
    terminal.fail(why, "longrein help demo");
    return undefined;
  }
}

function wholeNumber(text: string, max: number, name: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > max) {
    throw new Error(`expected a whole number up to ${max} after ${name}`);
  }
  return value;
}
