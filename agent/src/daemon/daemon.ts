// The agent as a whole: the one place where everything is wired. Whoever starts it brings what differs
// (folder, relay, drivers, workspaces) and hears what a person at the machine should know.

import type { Admission, Role } from "@longrein/protocol";
import { RelayLink, type RelayLinkOptions } from "../link/relay-link.ts";
import { type Applicant, PairingDesk, type PairingNews } from "../pairing/pairing-desk.ts";
import { type AgentKeys, loadOrCreateKeys } from "../platform/agent-keys.ts";
import { systemClock } from "../platform/clock.ts";
import { nodePrimitives } from "../platform/node-primitives.ts";
import type { Driver } from "../runs/driver.ts";
import { type Store, openStore } from "../store/store.ts";
import type { Workspace } from "../workspaces/workspace.ts";
import { ApprovalKeeper } from "./approval-keeper.ts";
import { Desk } from "./desk.ts";
import { effects } from "./effects.ts";
import type { Enrolled } from "./enrolling-phone.ts";
import { Phones } from "./phones.ts";
import { QuestionKeeper } from "./question-keeper.ts";
import { RunKeeper } from "./run-keeper.ts";
import { SetupKeeper } from "./setup-keeper.ts";

export interface DaemonOptions {
  /** Exists and is the user's alone. */
  readonly stateFolder: string;
  readonly relayUrl: string;
  /** How this machine calls itself to phones. */
  readonly machine: string;
  readonly drivers: readonly Driver[];
  readonly workspaces: readonly Workspace[];
  /** What a newly paired phone may do. */
  readonly newDeviceRole: Role;
  readonly pairingNews: (news: PairingNews) => void;
  readonly onLinkState: NonNullable<RelayLinkOptions["onState"]>;
}

export interface Daemon {
  readonly sessionId: Uint8Array;
  /** The key that pairing links carry. */
  readonly noiseKey: Uint8Array;
  readonly pairing: PairingDesk;
  readonly runs: RunKeeper;
  readonly store: Store;
  close(): Promise<void>;
}

export function startDaemon(options: DaemonOptions): Daemon {
  const keys = loadOrCreateKeys(options.stateFolder);
  const store = openStore(options.stateFolder, keys.master, nodePrimitives);
  const { desk, runs } = startDesk(options, keys, store);
  const { pairing, phones, link } = connect(options, keys, store, desk);
  link.start();
  return {
    sessionId: keys.sessionId,
    noiseKey: keys.noise.public,
    pairing,
    runs,
    store,
    close: async () => {
      pairing.cancel();
      await runs.close();
      await phones.endAll("shutdown");
      link.stop();
      store.database.close();
    },
  };
}

/** What works without any phone: approvals, runs, and the desk before both. */
function startDesk(options: DaemonOptions, keys: AgentKeys, store: Store) {
  const { drivers, workspaces } = options;
  const { sessionId, noise, identity } = keys;
  const agent = { sessionId, noiseKey: noise.public, identityKey: identity.public };
  const shared = { store, clock: systemClock };
  const approvals = new ApprovalKeeper({ ...shared, primitives: nodePrimitives, agent });
  const { randomBytes } = nodePrimitives;
  const questions = new QuestionKeeper({ ...shared, randomBytes });
  const keepers = { ...shared, approvals, questions };
  const place = { drivers, workspaces: () => workspaces };
  const runs = new RunKeeper({ ...keepers, ...place, effects, randomBytes });
  const setup = new SetupKeeper({ ...place, clock: systemClock, ceiling: () => "balanced" });
  const desk = new Desk({ ...keepers, runs, setup });
  desk.recover();
  return { desk, runs };
}

/** What lets phones in: the link to the relay, pairing, and a conversation with each phone. */
function connect(options: DaemonOptions, keys: AgentKeys, store: Store, desk: Desk) {
  const { machine, relayUrl, newDeviceRole, pairingNews, onLinkState } = options;
  const { sessionId } = keys;
  const shared = { primitives: nodePrimitives, clock: systemClock, sessionId };
  let enrolled: Enrolled | undefined;
  const pairing: PairingDesk = new PairingDesk({
    ...shared,
    news: pairingNews,
    admissionsChanged: () => link.refreshAdmissions(),
    confirmed: (applicant) => {
      enrolled = enrol(store, applicant, newDeviceRole, keys.identity.public, machine);
      // Before the phone is told, so that the relay knows it when it dials.
      link.refreshAdmissions();
    },
  });
  const phones = new Phones({
    ...shared,
    machine,
    desk,
    pairing,
    noiseKey: keys.noise,
    epoch: store.events.epoch,
    sessionSecret: (slot) => {
      const device = store.devices.bySlot(slot);
      return device === undefined || device.revoked ? undefined : device.psk;
    },
    enrolled: () => {
      if (enrolled === undefined) throw new Error("nobody was enrolled");
      return enrolled;
    },
    send: (channel, type, body) => link.send(type, channel, body),
  });
  const link: RelayLink = new RelayLink({
    relayUrl,
    sessionId,
    relayKey: keys.relay,
    clock: systemClock,
    chance: Math.random,
    admissions: () => admissions(store, pairing),
    phones,
    onState: onLinkState,
  });
  return { pairing, phones, link };
}

function admissions(store: Store, pairing: PairingDesk): Admission[] {
  const devices = store.devices
    .live()
    .map(({ slot, capabilityHash }) => ({ id: slot, capabilityHash, seconds: 0 }));
  const offer = pairing.admission();
  return offer === undefined ? devices : [...devices, offer];
}

/** The moment a phone becomes a device: keys of its own, nothing of the offer. */
function enrol(
  store: Store,
  applicant: Applicant,
  role: Role,
  identity: Uint8Array,
  machine: string,
): Enrolled {
  const random = (length: number) => nodePrimitives.randomBytes(length);
  const [device, slot, capability, psk] = [random(16), random(16), random(16), random(32)];
  const pairedAt = systemClock.now();
  store.database.transaction(() => {
    store.devices.add({
      id: device,
      slot,
      identityKey: applicant.identity,
      noiseKey: applicant.noiseKey,
      psk,
      capabilityHash: nodePrimitives.sha256(capability),
      name: applicant.name,
      role,
      pairedAt,
    });
    store.audit.append(
      { what: "device.paired", device: Buffer.from(device).toString("base64url"), role },
      pairedAt,
    );
  });
  return { device, slot, capability, psk, role, identity, machine };
}
