// `longrein demo`: a relay on this computer and the demo agent in a throw-away folder. Everything it makes
// lies in one temporary folder, which is removed at the end.

import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { pairingLink } from "@longrein/protocol";
import { type Daemon, startDaemon } from "../daemon/daemon.ts";
import { startEmbeddedRelay } from "../daemon/embedded-relay.ts";
import { demoPrompt, prepareDemoWorkspace } from "../drivers/scripted/demo-workspace.ts";
import { type WorkspaceFiles, scriptedDriver } from "../drivers/scripted/scripted-driver.ts";
import type { PairingNews } from "../pairing/pairing-desk.ts";
import { runProcess } from "../platform/child-process.ts";
import { systemClock } from "../platform/clock.ts";
import { sha256 } from "../platform/files.ts";
import type { WorkerdProcess } from "../platform/workerd-process.ts";
import { terminalQr } from "./qr-code.ts";
import { type Terminal, quoteName } from "./terminal.ts";

export const demoHelp = `usage
  longrein demo [--json] [--port N] [--pace N]

starts a relay on this computer and a small demo agent in a throw-away folder, and shows how to pair a
browser with it; Ctrl-C ends everything and removes the folder

  --json      one line of JSON on stdout: relayUrl, appUrl, pairingLink, workspace
  --port N    the relay's port (8787 if it is free, else any)
  --pace N    how fast the demo agent works: 1 as a person reads, 0 at once

example
  longrein demo --port 9000`;

const workspaceName = "slugs";
const usualPort = 8_787;

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
  const folder = await realpath(await mkdtemp(join(tmpdir(), "longrein-demo-")));
  const ends: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })];
  try {
    const relay = await startRelay(folder, built, settings.port);
    ends.unshift(() => relay.stop());
    const workspace = join(folder, workspaceName);
    await prepareDemoWorkspace(workspace, workspaceFiles);
    const daemon = await startAgent(folder, workspace, relay.url, settings.pace, terminal);
    ends.unshift(() => daemon.close());
    await Promise.race([untilInterrupted(), relayDeath(relay)]);
    terminal.say("\nending");
    return 0;
  } finally {
    for (const end of ends) await end().catch(() => undefined);
  }
}

async function startAgent(
  folder: string,
  workspace: string,
  relayUrl: string,
  pace: number,
  terminal: Terminal,
): Promise<Daemon> {
  const stateFolder = join(folder, "state");
  await mkdir(stateFolder, { mode: 0o700 });
  const { now, after } = systemClock;
  const driver = scriptedDriver({
    files: workspaceFiles,
    node: process.execPath,
    pace,
    now,
    after,
  });
  const { promise: linked, resolve: onLinked } = Promise.withResolvers<void>();
  const daemon: Daemon = startDaemon({
    stateFolder,
    relayUrl,
    machine: hostname(),
    drivers: [driver],
    workspaces: [{ name: workspaceName, folder: workspace }],
    newDeviceRole: "operator",
    pairingNews: (news) => onPairing(news, daemon, () => offer(), terminal),
    onLinkState: (state) => state.kind === "ready" && onLinked(),
  });
  await linked;
  const offer = () => {
    const { secret } = daemon.pairing.open();
    const { sessionId, noiseKey: agentKey } = daemon;
    return pairingLink(relayUrl, { sessionId, agentKey, secret });
  };
  const link = offer();
  terminal.onLine((line) => daemon.pairing.confirm(line));
  terminal.json({ relayUrl, appUrl: relayUrl, pairingLink: link, workspace });
  greet(terminal, link, workspace);
  if (process.getuid?.() === 0) {
    terminal.say("warning: running as root; the demo keeps to its throw-away folder");
  }
  return daemon;
}

function greet(terminal: Terminal, link: string, workspace: string): void {
  terminal.say(terminalQr(link, terminal.colour));
  terminal.say();
  terminal.say(`  ${terminal.strong("1")}  open this link in a browser on this computer`);
  terminal.say(`     ${terminal.strong(link)}`);
  terminal.say(`  ${terminal.strong("2")}  press Pair, then type here the four digits that it shows`);
  terminal.say(`  ${terminal.strong("3")}  watch the demo agent work, approve or deny what it asks`);
  terminal.say();
  terminal.say(`  it works in  ${workspace}`);
  terminal.say("  the link works once, within five minutes; Ctrl-C ends everything");
  terminal.say();
}

function onPairing(
  news: PairingNews,
  daemon: Daemon,
  offer: () => string,
  terminal: Terminal,
): void {
  switch (news.kind) {
    case "waiting":
      terminal.say(`${quoteName(news.name)} wants to pair; type the four digits it shows, then Enter`);
      return;
    case "paired":
      terminal.say(`paired ${quoteName(news.name)}; it may give prompts and answer questions`);
      if (daemon.store.runs.unfinished().length === 0) {
        daemon.runs.open(workspaceName, "demo", demoPrompt, demoPrompt);
      }
      return;
    case "failed":
      terminal.say(`${failures[news.reason]}; nothing was paired, here is a new link`);
      terminal.say(`  ${terminal.strong(offer())}`);
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

/** Where the build puts what the relay serves; undefined if something is missing. */
function builtFiles(): { workerFile: string; appFolder: string } | undefined {
  const dist = fileURLToPath(new URL("../../../dist/", import.meta.url));
  const workerFile = join(dist, "relay", "worker.js");
  const appFolder = join(dist, "app");
  return existsSync(workerFile) && existsSync(join(appFolder, "index.html"))
    ? { workerFile, appFolder }
    : undefined;
}

/** The usual port keeps the link's address the same from day to day; any other will do as well. */
async function startRelay(
  stateFolder: string,
  built: { workerFile: string; appFolder: string },
  port: number | undefined,
): Promise<WorkerdProcess> {
  if (port !== undefined) return startEmbeddedRelay({ ...built, stateFolder, port });
  try {
    return await startEmbeddedRelay({ ...built, stateFolder, port: usualPort });
  } catch {
    return startEmbeddedRelay({ ...built, stateFolder, port: 0 });
  }
}

function untilInterrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.once(signal, () => resolve());
    }
  });
}

async function relayDeath(relay: WorkerdProcess): Promise<never> {
  throw await relay.died;
}

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

const workspaceFiles: WorkspaceFiles = {
  makeFolder: async (path) => void (await mkdir(path, { recursive: true, mode: 0o700 })),
  write: (path, content) => writeFile(path, content),
  read: (path) => readFile(path, "utf8"),
  sha256: (content) => sha256(Buffer.from(content)),
  git: async (folder, command) => {
    const neutral = ["-c", "user.name=demo", "-c", "user.email=demo@localhost", "-c", "core.hooksPath="];
    const end = await runProcess({
      argv: ["git", ...neutral, ...command],
      cwd: folder,
      environment: { GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" },
      outputBytesMax: 10_000,
      signal: new AbortController().signal,
      output: () => undefined,
    });
    if (end.kind !== "exited" || end.code !== 0) throw new Error("git is needed for the demo");
  },
};
