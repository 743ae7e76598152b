// The agent as a whole: the one place where everything is wired. Whoever starts it brings what differs
// (folder, relay, drivers, workspaces) and hears what a person at the machine should know.

import type { LinkState, PolicyProfile, Rights } from "@longrein/protocol";
import type { Log } from "../egress/log.ts";
import { RelayCanary } from "../link/relay-canary.ts";
import { type RelayHint, RelayLink } from "../link/relay-link.ts";
import { PairingDesk, type PairingNews } from "../pairing/pairing-desk.ts";
import { TypedCodeDesk } from "../pairing/typed-code-desk.ts";
import { type AgentKeys, loadOrCreateKeys, namesOf } from "../platform/agent-keys.ts";
import { systemClock } from "../platform/clock.ts";
import { nodePrimitives } from "../platform/node-primitives.ts";
import type { PushParts } from "../push/assemble-push.ts";
import type { Driver } from "../runs/driver.ts";
import type { Quotas } from "../runs/quotas.ts";
import { type Store, openStore } from "../store/store.ts";
import type { Workspace } from "../workspaces/workspace.ts";
import type { AppWarning } from "./app-watch.ts";
import type { ApprovalKeeper } from "./approval-keeper.ts";
import { admissions } from "./admissions.ts";
import { type AssembledDesk, assembleDesk } from "./assemble-desk.ts";
import type { AttemptKeeper, Removed } from "./attempt-keeper.ts";
import type { AuditRecords } from "./audit-records.ts";
import type { CeilingKeeper } from "./ceiling-keeper.ts";
import type { Desk } from "./desk.ts";
import type { DeviceKeeper } from "./device-keeper.ts";
import { enrol } from "./enrol.ts";
import type { Enrolled } from "./enrolling-phone.ts";
import type { GrantKeeper } from "./grant-keeper.ts";
import type { KillLatch } from "./kill-switch.ts";
import type { QuestionKeeper } from "./question-keeper.ts";
import { type RelayAddress, type ShownOffer, appUrl, openOffer } from "./offers.ts";
import { openRecords } from "./open-records.ts";
import { Phones } from "./phones.ts";
import type { RunKeeper } from "./run-keeper.ts";
import type { SetupKeeper } from "./setup-keeper.ts";
import type { DollarLimits, SpendLedger } from "./spend-ledger.ts";
import { endWithin } from "./within.ts";

export interface DaemonOptions {
  /** Exists and is the user's alone. */
  readonly stateFolder: string;
  readonly relay: RelayAddress;
  /** How this machine calls itself to phones. */
  readonly machine: string;
  readonly drivers: readonly Driver[];
  /** Another way than the usual one. */
  readonly openStore?: typeof openStore;
  /** Asked anew each time: folders are shared and unshared while we run. */
  readonly workspaces: () => readonly Workspace[];
  /** The ceiling until somebody sets one: how much may go ahead unasked. */
  readonly profile?: PolicyProfile;
  /** What coding agents may cost in any 24 hours; asked anew each time. */
  readonly spendLimits?: () => DollarLimits;
  /** Asked anew each time; 0 forgets a run as soon as it has ended. */
  readonly retentionDays?: () => number;
  /** Keeps us from starting again once the kill switch was pulled, by whomever. */
  readonly killLatch?: KillLatch;
  /** See DeskParts. */
  readonly quotas?: () => Quotas;
  readonly answerMs?: () => number;
  /** Ends, once the kill switch was pulled, what runs have left outside of themselves; false if some is left. */
  readonly endStrays?: () => Promise<boolean>;
  /** What phones are to be warned of; asked anew each time. */
  readonly warning?: () => AppWarning | undefined;
  /** Push services besides those that are known; asked anew each time. */
  readonly pushHosts?: () => readonly string[];
  readonly pairingNews: (news: PairingNews) => void;
  readonly onLinkState: (state: LinkState) => void;
  readonly onHint?: (hint: RelayHint) => void;
}

export interface Daemon {
  readonly keys: AgentKeys;
  readonly pairing: PairingDesk;
  readonly approvals: ApprovalKeeper;
  readonly grants: GrantKeeper;
  readonly questions: QuestionKeeper;
  readonly runs: RunKeeper;
  readonly setup: SetupKeeper;
  readonly devices: DeviceKeeper;
  readonly audit: AuditRecords;
  readonly log: Log;
  readonly ceiling: CeilingKeeper;
  readonly budget: SpendLedger;
  readonly attempts: AttemptKeeper;
  readonly store: Store;
  readonly phones: Phones;
  readonly link: RelayLink;
  /** Tries the way that phones come. */
  readonly canary: RelayCanary;
  /** Takes the place of whatever offer there was. */
  openOffer(rights: Rights): ShownOffer;
  /** Everything ends at once: open questions denied, runs dead, phones sent away. */
  kill(how: string): Promise<void>;
  /** Ends what is under way, in bounded time. */
  close(): Promise<void>;
}

/** Runs end within two seconds by themselves; what does not, is not waited for. */
const runsEndWithinMs = 2_500;
const phonesEndWithinMs = 500;
const retentionDaysUsually = 14;

export function startDaemon(options: DaemonOptions): Daemon {
  const keys = loadOrCreateKeys(options.stateFolder);
  const open = options.openStore ?? openStore;
  const store = open(options.stateFolder, keys.master, nodePrimitives);
  const sent: PushParts["sent"] = (device, state) => log.write("info", "push", { device, state });
  const { desk, ...parts } = startDesk(options, keys, store, sent);
  const { devices, ceiling, budget, runs, approvals, grants, questions, setup, attempts } = parts;
  const { stateFolder, workspaces, retentionDays = () => retentionDaysUsually } = options;
  const removeFolders = (removed: Removed, signal: AbortSignal) =>
    attempts.removeForgotten(workspaces(), removed, signal);
  const records = openRecords(stateFolder, keys, store, { retentionDays, removeFolders });
  const { log } = records;
  const { pairing, typedCode, phones, link, canary } = connect(options, keys, store, desk, log);
  devices.onRevoked(() => link.refreshAdmissions());
  link.start();
  const offering = { relay: options.relay, sessionId: keys.sessionId, noiseKey: keys.noise.public };
  const endAll = async () => {
    pairing.cancel();
    await endWithin(systemClock, runsEndWithinMs, runs.close());
    await endWithin(systemClock, phonesEndWithinMs, phones.endAll("shutdown"));
    link.stop();
  };
  return {
    keys,
    pairing,
    approvals,
    grants,
    questions,
    runs,
    setup,
    devices,
    audit: records.audit,
    log,
    ceiling,
    budget,
    attempts,
    store,
    phones,
    link,
    canary,
    openOffer: (rights) => openOffer({ ...offering, pairing, typedCode }, rights),
    kill: async (how) => {
      await desk.kill(how);
      await endAll();
    },
    close: async () => {
      await endAll();
      runs.abandonAll();
      await records.close();
      store.database.close();
    },
  };
}

/** What works without any phone: approvals, runs, and the desk before both. */
function startDesk(
  options: DaemonOptions,
  keys: AgentKeys,
  store: Store,
  sent: PushParts["sent"],
): AssembledDesk {
  const { stateFolder, drivers, workspaces, profile = "balanced" } = options;
  const { machine, relay, pushHosts = () => [] } = options;
  const { spendLimits, killLatch, endStrays, warning, quotas, answerMs } = options;
  const assembled = assembleDesk({
    store,
    worktrees: `${stateFolder}/worktrees`,
    clock: systemClock,
    primitives: nodePrimitives,
    agent: namesOf(keys),
    drivers,
    workspaces,
    profile,
    ...(spendLimits && { spendLimits }),
    ...(killLatch && { killLatch }),
    ...(quotas && { quotas }),
    ...(answerMs && { answerMs }),
    ...(endStrays && { endStrays }),
    ...(warning && { warning }),
    push: { machine, contact: appUrl(relay), ownHosts: pushHosts, sent },
  });
  assembled.desk.recover();
  return assembled;
}

/** What lets phones in: the link to the relay, pairing, and a conversation with each phone. */
function connect(options: DaemonOptions, keys: AgentKeys, store: Store, desk: Desk, log: Log) {
  const { machine, relay, onLinkState, onHint } = options;
  const { sessionId } = keys;
  const shared = { primitives: nodePrimitives, clock: systemClock, sessionId };
  const admissionsChanged = () => link.refreshAdmissions();
  const { pairing, typedCode, enrolled } = startPairing(options, keys, store, admissionsChanged);
  const noiseKey = keys.noise.public;
  const canary = new RelayCanary({ ...shared, noiseKey, admissionsChanged });
  const phones = new Phones({
    ...shared,
    machine,
    desk,
    pairing,
    typedCode,
    enrolled,
    noiseKey: keys.noise,
    epoch: store.events.epoch,
    sessionSecret: (slot) => {
      const device = store.devices.bySlot(slot);
      if (device === undefined) return canary.secretFor(slot);
      return device.revoked ? undefined : device.psk;
    },
    send: (channel, type, body) => link.send(type, channel, body),
  });
  const link: RelayLink = new RelayLink({
    relayUrl: relay.url,
    relaySecret: relay.secret,
    sessionId,
    relayKey: keys.relay,
    clock: systemClock,
    chance: Math.random,
    admissions: () => admissions(store, [pairing, typedCode, canary]),
    phones,
    onState: (state) => {
      log.write("info", "link", { state: state.kind });
      onLinkState(state);
    },
    ...(onHint && { onHint }),
  });
  return { pairing, typedCode, phones, link, canary };
}

function startPairing(
  { machine, pairingNews }: DaemonOptions,
  keys: AgentKeys,
  store: Store,
  admissionsChanged: () => void,
) {
  let last: Enrolled | undefined;
  const typedCode: TypedCodeDesk = new TypedCodeDesk({
    primitives: nodePrimitives,
    admissionsChanged,
    guessed: () => pairing.guessed(),
  });
  const pairing = new PairingDesk({
    primitives: nodePrimitives,
    clock: systemClock,
    sessionId: keys.sessionId,
    news: pairingNews,
    admissionsChanged,
    offerEnded: () => typedCode.close(),
    confirmed: (applicant, rights) => {
      last = enrol(store, applicant, rights, keys.identity.public, machine);
      // Before the phone is told, so that the relay knows it when it dials.
      admissionsChanged();
    },
  });
  const enrolled = (): Enrolled => {
    if (last === undefined) throw new Error("nobody was enrolled");
    return last;
  };
  return { pairing, typedCode, enrolled };
}
