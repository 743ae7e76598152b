// Does what README.md says, as a newcomer would: its commands, typed as they stand there, in a copy of the sources with
// nothing fetched or built, with a home and a prefix of npm's that are empty.

import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { checkCode } from "@longrein/protocol";
import { startEmbeddedRelay } from "../../agent/src/daemon/embedded-relay.ts";
import {
  demoPrompt,
  prepareDemoWorkspace,
} from "../../agent/src/drivers/scripted/demo-workspace.ts";
import { nodePrimitives } from "../../agent/src/platform/node-primitives.ts";
import { builtFiles } from "../../agent/src/platform/own-files.ts";
import {
  type ThrowAwayFolder,
  throwAwayFolder,
} from "../../agent/src/platform/throw-away-folder.ts";
import { workspaceFiles } from "../../agent/src/platform/workspace-files.ts";
import { type PairedPhone, afterPairing } from "../../agent/src/testing/first-steps.ts";
import { relayPhone } from "../../agent/src/testing/relay-line.ts";
import { ShellWindow } from "../first-use/shell-window.ts";
import { copySources } from "./twice.ts";

/** npm fetches and installs for as long as this. */
const installsWithinMs = 5 * 60_000;

/** The lines of each block that is to be typed, without remarks. */
function typedBlocks(): readonly (readonly string[])[] {
  const page = readFileSync(join(import.meta.dirname, "../../README.md"), "utf8");
  return [...page.matchAll(/^```sh\n([^]*?)^```/gm)].map(([, block = ""]) =>
    block
      .trim()
      .split("\n")
      .map((line) => line.replace(/ +#.*$/, "")),
  );
}

/** Throws unless it ends as the page says. */
export async function tryReadme(): Promise<string> {
  const [tried, ventured, installed, used, ...others] = typedBlocks();
  if (!tried || !ventured || !installed || !used || others.length > 0) {
    throw new Error("README.md: expected four blocks of commands");
  }
  const folder = await throwAwayFolder("longrein-readme-");
  const clone = await folder.makeFolder("clone");
  copySources(clone);
  const windows: ShellWindow[] = [];
  const open = async (name: string, place: string, home = place) => {
    const own = await folder.makeFolder(name);
    const window = new ShellWindow(place, own, environmentOf(folder, own, home), installsWithinMs);
    windows.push(window);
    return window;
  };
  try {
    const someone = await homeOf(folder, "someone");
    await tryIt(await open("first", clone, someone), tried);
    const desk = { up: await open("up", clone, someone), desk: await open("desk", clone, someone) };
    await useIt(desk, ventured.map(asRoot));
    desk.up.interrupt();
    await desk.up.end();
    const home = await homeOf(folder, "home");
    const terminal = await open("second", clone, home);
    for (const line of installed) await done(terminal, line);
    const relay = await startRelay(folder);
    try {
      // Somewhere behind https, on the page; here on this computer.
      const here = used.map((line) => line.replace("https://relay.example.org", relay.url));
      await useIt({ up: await open("third", home), desk: await open("fourth", home) }, here);
    } finally {
      await relay.stop();
    }
    return "its commands, typed in an empty place, end in approved commands";
  } finally {
    await Promise.all(windows.map((window) => window.close()));
    await folder.remove();
  }
}

async function tryIt(window: ShellWindow, commands: readonly string[]): Promise<void> {
  const starting = commands.at(-1) ?? "";
  for (const line of commands.slice(0, -1)) await done(window, line);
  await window.begin(starting);
  await window.shows(/http\S+#1[\w-]{100}/);
  const phone = await paired(window);
  await approveTwo(phone);
  phone.leave();
  window.interrupt();
  await window.end();
}

/** With a repository of their own. */
async function homeOf(folder: ThrowAwayFolder, name: string): Promise<string> {
  const home = await folder.makeFolder(name);
  mkdirSync(`${home}/projects/slugs`, { recursive: true });
  await prepareDemoWorkspace(`${home}/projects/slugs`, workspaceFiles);
  return home;
}

/** As the page says in a remark. */
function asRoot(line: string): string {
  return line.includes("workspace share") && process.getuid?.() === 0
    ? `${line} --allow-root`
    : line;
}

function startRelay({ path: stateFolder }: ThrowAwayFolder) {
  const built = builtFiles();
  if (built === undefined) throw new Error("expected the relay to be built");
  return startEmbeddedRelay({ ...built, stateFolder });
}

interface Desk {
  readonly up: ShellWindow;
  readonly desk: ShellWindow;
}

async function useIt({ up, desk }: Desk, commands: readonly string[]): Promise<void> {
  const [start = "", share = "", pairing = ""] = commands;
  await up.begin(start);
  await up.shows("connected to the relay");
  await desk.run(share);
  await desk.begin(pairing);
  await desk.shows(/type this code: +\S+/);
  const phone = await paired(desk);
  const opening = { workspace: "slugs", driver: "demo", prompt: demoPrompt };
  await phone.owner.give(phone.owner.commands.open(opening));
  await approveTwo(phone);
  phone.leave();
}

async function done(window: ShellWindow, command: string): Promise<void> {
  const said = await window.run(`${command} && echo all went well`);
  if (!said.endsWith("\nall went well")) throw new Error(`README.md: this failed:\n${said}`);
}

async function paired(window: ShellWindow): Promise<PairedPhone> {
  const link = /http\S+#1[\w-]+/.exec(window.screen())?.[0] ?? "";
  const line = relayPhone(link);
  const { handshakeHash } = await line.enrol("A newcomer's phone");
  await window.shows("wants to pair");
  window.type(checkCode(nodePrimitives, handshakeHash));
  const phone = await afterPairing(line);
  await phone.come();
  return phone;
}

/** The edit, and the tests that are run then. */
async function approveTwo({ owner }: PairedPhone): Promise<void> {
  for (const _ of ["the edit", "the tests"]) await owner.answer(await owner.asked(), "approve");
}

/** What somebody has who has just logged in. Root has to say that it knows what it does. */
function environmentOf(
  { path }: ThrowAwayFolder,
  own: string,
  home: string,
): Record<string, string> {
  const prefix = `${path}/prefix`;
  mkdirSync(`${own}/bin`);
  const sayRoot =
    '[ "$1 $2" = "workspace share" ] && [ "$(id -u)" = 0 ] && set -- "$@" --allow-root';
  writeFileSync(
    `${own}/bin/longrein`,
    `#!/bin/sh\n${sayRoot}\nexec '${prefix}/bin/longrein' "$@"\n`,
  );
  chmodSync(`${own}/bin/longrein`, 0o755);
  const certificates = process.env["NODE_EXTRA_CA_CERTS"];
  return {
    PATH: `${own}/bin:${process.env["PATH"] ?? ""}`,
    HOME: home,
    LANG: "C.UTF-8",
    NO_COLOR: "1",
    npm_config_prefix: prefix,
    LONGREIN_DRIVERS: "demo",
    LONGREIN_DEMO_PACE: "0",
    ...(certificates === undefined ? {} : { NODE_EXTRA_CA_CERTS: certificates }),
  };
}
