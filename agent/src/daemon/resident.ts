// The agent as `longrein up` runs it: alone in its state folder, with a relay of its own if it is to have
// one, heard on the control socket, and ended by whoever is first to ask for it.

import type { LinkState } from "@longrein/protocol";
import type { EffectiveSettings } from "../config/effective.ts";
import { watchForWaking } from "../link/wake-watch.ts";
import { type ControlServer, listenForControl } from "../control/control-server.ts";
import { socketPath } from "../control/socket-path.ts";
import type { BuiltFiles } from "../platform/own-files.ts";
import { systemClock } from "../platform/clock.ts";
import { cannotWrite, isOfDisk } from "../platform/file-failure.ts";
import { takeLock } from "../platform/instance-lock.ts";
import { type KillFile, killFile } from "../platform/kill-file.ts";
import { endLeftRelay } from "../platform/left-relay.ts";
import { endOrphans, killOrphans, markChildren } from "../platform/own-children.ts";
import { openStateFolder } from "../platform/state-folder.ts";
import { ownAddresses } from "../platform/own-addresses.ts";
import { UserFailure } from "../platform/user-failure.ts";
import type { Driver } from "../runs/driver.ts";
import type { AppWatch } from "./app-watch.ts";
import { type Daemon, type DaemonOptions, startDaemon } from "./daemon.ts";
import { openDrivers } from "./known-drivers.ts";
import { Endings } from "./endings.ts";
import type { KillLatch } from "./kill-switch.ts";
import { LinkWatch } from "./link-watch.ts";
import { LiveSettings } from "./live-settings.ts";
import { type LocalDeskOptions, localDesk } from "./local-desk.ts";
import { LocalPairing } from "./local-pairing.ts";
import { type OpenRelay, openRelay } from "./open-relay.ts";
import { type ShippedFiles, watchApp } from "./watch-app.ts";
import { endWithin } from "./within.ts";

const driversEndWithinMs = 2_000;
/** Longer than all that it waits for itself. */
const deskEndsWithinMs = 15_000;
/** Longer than the relay has before it is ended by force. */
const relayEndsWithinMs = 3_000;
/** Longer than those take that do not want to end. */
const strayEndsWithinMs = 3_000;
/** A command that was halted reads no answer. */
const controlEndsWithinMs = 2_000;
const atOnceMs = 1_000;

export interface ResidentOptions extends ShippedFiles {
  readonly stateFolder: string;
  /** Read anew each time: it may change while we run. */
  readSettings(): EffectiveSettings;
  /** Absent when nothing has been built: then there is no relay to embed. */
  readonly built: BuiltFiles | undefined;
  /** Others than those that are known. */
  readonly openDrivers?: typeof openDrivers;
  /** Another way than the usual one. */
  readonly openStore?: DaemonOptions["openStore"];
  onLinkState(state: LinkState): void;
}

export type ResidentEnd =
  | { readonly kind: "asked" }
  | { readonly kind: "killed" }
  | { readonly kind: "relay-died"; readonly why: string };

export interface Resident {
  readonly relay: OpenRelay;
  /** Processes of coding agents that an agent which was killed had left behind; they have ended now. */
  readonly orphans: number;
  /** Runs that a restart has interrupted while they waited for an answer. */
  readonly interrupted: number;
  /** Resolves when somebody asks for the end over the socket, or it comes by itself. */
  readonly ended: Promise<ResidentEnd>;
  /** Resolves, in less than half a minute, with what has not ended and goes with the process. */
  close(): Promise<readonly string[]>;
}

export async function startResident(options: ResidentOptions): Promise<Resident> {
  const stateFolder = openStateFolder(options.stateFolder);
  const socket = socketPath(stateFolder);
  const endings = new Endings(systemClock);
  try {
    const lock = lockOf(stateFolder);
    endings.add("the lock", atOnceMs, () => lock.release());
    let control: ControlServer = { close: () => Promise.resolve() };
    // The socket goes when everything else has gone: whoever waits for our end looks at it.
    endings.add("the control socket", controlEndsWithinMs, () => control.close());
    const switchedOff = killFile(stateFolder);
    refuseAfterKill(switchedOff);
    // Before anything is started by us; the lock says that they are nobody else's.
    const { found: orphans } = await endOrphans(stateFolder);
    // Also where the settings name another relay by now, and none is started here in its place.
    await endLeftRelay(stateFolder);
    markChildren(stateFolder);
    // After the runs and what belongs to them: what has left them, and would be ended by the next start anyway.
    endings.add("what runs have started", strayEndsWithinMs, async () => {
      const { left } = await endOrphans(stateFolder);
      if (left > 0) throw new Error(`${left} processes do not end`);
    });
    const settings = new LiveSettings(() => options.readSettings());
    const relay = await openRelay(settings.current, options.built, stateFolder);
    endings.add("the relay", relayEndsWithinMs, () => relay.stop());
    const { promise: asked, resolve: end } = Promise.withResolvers<ResidentEnd>();
    let killing: Promise<void> | undefined;
    const kill = (by: string) => {
      killing ??= desk.daemon.kill(by).finally(() => end({ kind: "killed" }));
      return killing;
    };
    const killLatch: KillLatch = {
      fasten: (by) => switchedOff.make(pulledBy(by)),
      tell: (ended) => switchedOff.tell(ended),
    };
    const stop = () => end({ kind: "asked" });
    const drivers = await (options.openDrivers ?? openDrivers)(
      settings.current.drivers,
      stateFolder,
      (driver) => settings.allowedVersions(driver),
    );
    const desk = startDesk(options, stateFolder, {
      settings,
      relay,
      drivers,
      stop,
      kill,
      killLatch,
    });
    endings.add("what runs", deskEndsWithinMs, () => desk.close());
    // Also what a phone has fastened ends us by this.
    const unwatch = switchedOff.watch(() => void kill(`the file ${switchedOff.path}`));
    endings.add("watching for the kill switch", atOnceMs, unwatch);
    control = await listenForControl(socket, desk.handlers);
    const died = relay.died.then((why) => ({ kind: "relay-died" as const, why }));
    const ended = Promise.race([asked, died]);
    const interrupted = desk.daemon.store.runs.interruptedCount();
    return { relay, orphans, interrupted, ended, close: () => endings.endAll() };
  } catch (failure) {
    await endings.endAll();
    throw isOfDisk(failure) ? cannotWrite(stateFolder, failure, makeRoom) : failure;
  }
}

const makeRoom = "make room there, or set LONGREIN_STATE_DIR to another folder of your own";

function lockOf(stateFolder: string) {
  const lock = takeLock(stateFolder);
  if (lock !== undefined) return lock;
  throw new UserFailure("refused", "longrein is running already", "longrein status");
}

function pulledBy(who: string): string {
  return `by ${who}, ${new Date(systemClock.now()).toISOString()}`;
}

function refuseAfterKill(switchedOff: KillFile): void {
  const pulled = switchedOff.read();
  if (pulled === undefined) return;
  throw new UserFailure(
    "refused",
    `the kill switch is on, ${pulled.by || "nobody knows since when"}`,
    "once you know why, longrein kill --release",
  );
}

interface Surroundings extends Pick<LocalDeskOptions, "settings" | "stop" | "kill"> {
  readonly relay: OpenRelay;
  readonly drivers: readonly Driver[];
  readonly killLatch: KillLatch;
}

function startDesk(
  options: ResidentOptions,
  stateFolder: string,
  { settings, relay, drivers, stop, kill, killLatch }: Surroundings,
) {
  const linkWatch = new LinkWatch(() => systemClock.now());
  const pairing: LocalPairing = new LocalPairing(
    () => daemon,
    () => appWatch,
  );
  const daemon: Daemon = startDaemon({
    stateFolder,
    relay: relay.address,
    machine: settings.current.machine,
    profile: settings.current.policy,
    spendLimits: () => settings.spendLimits(),
    quotas: () => settings.quotas(),
    answerMs: () => settings.answerMs(),
    drivers,
    ...(options.openStore && { openStore: options.openStore }),
    workspaces: () => settings.workspaces(),
    retentionDays: () => settings.current.retentionDays,
    killLatch,
    endStrays: () => killOrphans(stateFolder),
    pushHosts: () => settings.current.pushHosts,
    warning: () => appWatch?.warning,
    pairingNews: (news) => pairing.news(news),
    onHint: (hint) => linkWatch.hinted(hint),
    onLinkState: (state) => {
      linkWatch.changed(state);
      options.onLinkState(state);
    },
  });
  const stopWatching = watchForWaking({
    clock: systemClock,
    addresses: ownAddresses,
    woke: () => daemon.link.wake(),
  });
  const appWatch: AppWatch | undefined = watchApp(relay, daemon, {
    ...options,
    appRelays: () => settings.current.appRelays,
  });
  const handlers = localDesk({
    daemon,
    appWatch,
    settings,
    linkWatch,
    pairing,
    relay: relay.address,
    isEmbedded: relay.isEmbedded,
    drivers,
    version: options.version,
    startedAt: systemClock.now(),
    stop,
    kill,
  });
  const close = async () => {
    stopWatching();
    appWatch?.stop();
    await daemon.close();
    // After the runs: those end better with what they talk to still there.
    const closing = Promise.all(drivers.map(async (driver) => driver.close?.()));
    await endWithin(systemClock, driversEndWithinMs, closing);
  };
  return { daemon, handlers, close };
}
