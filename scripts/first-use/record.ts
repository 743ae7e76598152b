// Records a first use as it happens: the real command line in a real terminal, its daemon and the relay it
// brings along, and a phone that speaks the wire's language. What it returns is docs/first-use.md.

import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { checkCode } from "@longrein/protocol";
import {
  demoPrompt,
  prepareDemoWorkspace,
} from "../../agent/src/drivers/scripted/demo-workspace.ts";
import { nodePrimitives } from "../../agent/src/platform/node-primitives.ts";
import { throwAwayFolder } from "../../agent/src/platform/throw-away-folder.ts";
import { workspaceFiles } from "../../agent/src/platform/workspace-files.ts";
import { afterPairing, type PairedPhone } from "../../agent/src/testing/first-steps.ts";

import { relayPhone } from "../../agent/src/testing/relay-line.ts";
import { buildWhatIsStale } from "../fresh-build.ts";
import { type Recorded, firstUsePage } from "./page.ts";
import { SameEachTime } from "./same-each-time.ts";
import { ShellWindow } from "./shell-window.ts";

const door = fileURLToPath(new URL("../../agent/bin/longrein.js", import.meta.url));
const compiled = fileURLToPath(new URL("../../.cache", import.meta.url));

/** What is used: the command, and the real path of the Node that runs it. */
export interface Program {
  readonly command: string;
  readonly node: string;
}

const fromSources: Program = { command: door, node: process.execPath };

export async function recordFirstUse(program: Program = fromSources): Promise<string> {
  await buildWhatIsStale();
  const folder = await throwAwayFolder("longrein-first-use-");
  const home = await folder.makeFolder("ada");
  await prepareDemoWorkspace(await folder.makeFolder("ada/slugs"), workspaceFiles);
  const windows: ShellWindow[] = [];
  const openWindow = async (name: string): Promise<ShellWindow> => {
    const place = await folder.makeFolder(name);
    const window = new ShellWindow(home, place, environmentOf(program, home, place));
    windows.push(window);
    return window;
  };
  try {
    const agent = await openWindow("first");
    const desk = await openWindow("second");
    const recorded = await firstUse(agent, desk);
    const same = new SameEachTime({ home, node: program.node });
    return firstUsePage(recorded.map((one) => ({ ...one, screen: same.of(one.screen) })));
  } finally {
    await Promise.all(windows.map((window) => window.close()));
    await folder.remove();
  }
}

async function firstUse(agent: ShellWindow, desk: ShellWindow): Promise<Recorded[]> {
  const recorded: Recorded[] = [];
  const record = (what: Recorded["what"], screen: string) => recorded.push({ what, screen });
  await agent.begin(`longrein up --embedded --demo-driver`);
  await agent.shows("connected to the relay");
  record("up", agent.screen());
  record("share", await desk.run("longrein workspace share ~/slugs"));
  const { phone, screen } = await pair(desk);
  record("pair", screen);
  try {
    await phone.come();
    await work(phone, desk, record);
  } finally {
    phone.leave();
  }
  record("verify", await desk.run("longrein audit verify"));
  record("stop", await desk.run("longrein stop"));
  record("ended", await agent.end());
  return recorded;
}

async function pair(desk: ShellWindow): Promise<{ phone: PairedPhone; screen: string }> {
  await desk.begin("longrein pair --role operator");
  await desk.shows(/type this code: +\S+/);
  const link = /http\S+#1[\w-]+/.exec(desk.screen())?.[0] ?? "";
  const line = relayPhone(link);
  const { handshakeHash } = await line.enrol("Ada's phone");
  await desk.shows("wants to pair");
  desk.type(checkCode(nodePrimitives, handshakeHash));
  const phone = await afterPairing(line);
  await desk.shows("another phone");
  desk.interrupt();
  return { phone, screen: await desk.end() };
}

async function work(
  { owner }: PairedPhone,
  desk: ShellWindow,
  record: (what: Recorded["what"], screen: string) => void,
): Promise<void> {
  const opening = { workspace: "slugs", driver: "demo", prompt: demoPrompt };
  await owner.give(owner.commands.open(opening));
  const edit = await owner.asked();
  record("asked", await desk.run("longrein approvals"));
  const which = Buffer.from(edit.approval).toString("hex").slice(0, 8);
  record("shown", await desk.run(`longrein approvals show ${which}`));
  await owner.answer(edit, "approve");
  await owner.answer(await owner.asked(), "approve");
  const run = Buffer.from(edit.run).toString("hex").slice(0, 8);
  record("watched", await desk.run(`longrein runs tail ${run}`));
}

/** All that the shell is told. `longrein` is on its PATH, as it is once it is installed. */
function environmentOf(
  { command, node }: Program,
  home: string,
  place: string,
): Record<string, string> {
  const bin = `${place}/bin`;
  mkdirSync(bin);
  // Root has to say that it knows what it does, which is no part of anybody's first use.
  const asRoot =
    '[ "$1 $2" = "workspace share" ] && [ "$(id -u)" = 0 ] && set -- "$@" --allow-root';
  writeFileSync(`${bin}/longrein`, `#!/bin/sh\n${asRoot}\nexec '${node}' '${command}' "$@"\n`);
  chmodSync(`${bin}/longrein`, 0o755);
  return {
    PATH: `${bin}:${process.env["PATH"] ?? ""}`,
    HOME: home,
    LANG: "C.UTF-8",
    NO_COLOR: "1",
    XDG_CACHE_HOME: compiled,
    LONGREIN_DEMO_PACE: "0",
    LONGREIN_MACHINE: "desk",
  };
}
