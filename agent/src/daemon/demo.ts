// The demo, wired: a relay on this computer, the demo agent in a throw-away folder, and an agent between
// them. Everything it makes lies in one temporary folder, which goes with it.

import { demoPrompt, prepareDemoWorkspace } from "../drivers/scripted/demo-workspace.ts";
import { scriptedDriver } from "../drivers/scripted/scripted-driver.ts";
import type { PairingNews } from "../pairing/pairing-desk.ts";
import type { BuiltFiles } from "../platform/own-files.ts";
import { systemClock } from "../platform/clock.ts";
import { machineName } from "../platform/this-machine.ts";
import { throwAwayFolder } from "../platform/throw-away-folder.ts";
import type { WorkerdProcess } from "../platform/workerd-process.ts";
import { workspaceFiles } from "../platform/workspace-files.ts";
import { type Daemon, startDaemon } from "./daemon.ts";
import { startEmbeddedRelay } from "./embedded-relay.ts";
import { onlyOurSession, startOn } from "./open-relay.ts";

export type DemoNews = PairingNews;

export interface DemoOptions {
  readonly built: BuiltFiles;
  /** Undefined: the usual one if it is free, else any. */
  readonly port: number | undefined;
  /** 1 as a person reads, 0 at once. */
  readonly pace: number;
  news(news: DemoNews): void;
}

export interface Demo {
  readonly relayUrl: string;
  readonly workspace: string;
  /** A fresh offer, which takes the place of any before it. */
  newLink(): string;
  /** What somebody typed as the check code. */
  confirm(typed: string): void;
  /** Resolves with why, if the relay ends by itself. */
  readonly relayDied: Promise<Error>;
  /** A phone has stopped everything: this is to end as well. */
  readonly killed: Promise<void>;
  close(): Promise<void>;
}

const workspaceName = "slugs";
const killedToldWithinMs = 1_500;

export async function startDemo(options: DemoOptions): Promise<Demo> {
  const folder = await throwAwayFolder("longrein-demo-");
  const ends: (() => Promise<unknown>)[] = [() => folder.remove()];
  const close = async () => {
    // The last that was started ends first; one that fails keeps none of the others from ending.
    for (const end of ends.splice(0).toReversed()) await end().catch(() => undefined);
  };
  try {
    const state = await folder.makeFolder("state");
    const relay = await startRelay(options, state);
    ends.push(() => relay.stop());
    const workspace = await folder.makeFolder(workspaceName);
    await prepareDemoWorkspace(workspace, workspaceFiles);
    const { promise: killed, resolve: onKilled } = Promise.withResolvers<void>();
    const starting = startAgent({ ...options, onKilled }, state, workspace, relay.url);
    const daemon = await Promise.race([starting, failWhen(relay.died)]);
    ends.push(() => daemon.close());
    return { ...controls(daemon, relay.url), workspace, relayDied: relay.died, killed, close };
  } catch (failure) {
    await close();
    throw failure;
  }
}

/** A relay that dies while something waits for it must not be waited for. */
async function failWhen(death: Promise<Error>): Promise<never> {
  throw await death;
}

function controls(daemon: Daemon, relayUrl: string) {
  const newLink = () => daemon.openOffer({ role: "operator" }).link;
  const confirm = (typed: string) => daemon.pairing.confirm(typed);
  return { relayUrl, newLink, confirm };
}

async function startAgent(
  options: DemoOptions & { readonly onKilled: () => void },
  stateFolder: string,
  workspace: string,
  relayUrl: string,
): Promise<Daemon> {
  const { now, after } = systemClock;
  const { promise: linked, resolve: onLinked } = Promise.withResolvers<void>();
  const daemon: Daemon = startDaemon({
    stateFolder,
    relay: { url: relayUrl },
    machine: machineName(),
    drivers: [
      scriptedDriver({
        files: workspaceFiles,
        node: process.execPath,
        pace: options.pace,
        now,
        after,
      }),
    ],
    workspaces: () => [{ name: workspaceName, folder: workspace, git: true }],
    onLinkState: (state) => state.kind === "ready" && onLinked(),
    // Whoever has stopped everything is still to be told that it has ended.
    killLatch: {
      fasten: () => void after(killedToldWithinMs, options.onKilled),
      tell: () => undefined,
    },
    pairingNews: (news) => {
      options.news(news);
      if (news.kind === "paired") beginFirstRun(daemon);
    },
  });
  await linked;
  return daemon;
}

/** The first phone finds the demo agent at work; further ones join it. */
function beginFirstRun({ runs, store }: Daemon): void {
  if (store.devices.live().length > 1) return;
  runs.open({ workspace: workspaceName, driver: "demo", prompt: { text: demoPrompt } });
}

function startRelay({ built, port }: DemoOptions, stateFolder: string): Promise<WorkerdProcess> {
  const variables = onlyOurSession(stateFolder);
  return startOn(port, (chosen) =>
    startEmbeddedRelay({ ...built, stateFolder, port: chosen, variables }),
  );
}
