// The agent as a whole: the one place where everything is wired. Whoever starts it brings what differs
// (folder, relay, drivers, workspaces) and hears what a person at the machine should know.

import type { Admission, Role } from "@longrein/protocol";
import { RelayLink, type RelayLinkOptions } from "../link/relay-link.ts";
import { type Applicant, PairingDesk, type PairingNews } from "../pairing/pairing-desk.ts";
import { loadOrCreateKeys } from "../platform/agent-keys.ts";
import { systemClock } from "../platform/clock.ts";
import { nodePrimitives } from "../platform/node-primitives.ts";
import type { Driver } from "../runs/driver.ts";
import { type Store, openStore } from "../store/store.ts";
import { ApprovalKeeper } from "./approval-keeper.ts";
import { Desk } from "./desk.ts";
import { effects } from "./effects.ts";
import type { Enrolled } from "./enrolling-phone.ts";
import { Phones } from "./phones.ts";
import { RunKeeper, type Workspace } from "./run-keeper.ts";

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
  pairingNews(news: PairingNews): void;
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
  const primitives = nodePrimitives;
  const clock = systemClock;
  const keys = loadOrCreateKeys(options.stateFolder);
  const store = openStore(options.stateFolder, keys.master, primitives);
  const { sessionId } = keys;
  const agent = {
    sessionId,
    noiseKey: keys.noise.public,
    identityKey: keys.identity.public,
  };
  const approvals = new ApprovalKeeper({ store, clock, primitives, agent });
  const { drivers, workspaces, machine } = options;
  const randomBytes = (length: number) => primitives.randomBytes(length);
  const runs = new RunKeeper({
    store,
    clock,
    approvals,
    effects,
    drivers,
    workspaces,
    randomBytes,
  });
  const desk = new Desk({ store, clock, approvals, runs });
  desk.recover();

  let lastEnrolled: Enrolled | undefined;
  const pairing = new PairingDesk({
    primitives,
    sessionId,
    clock,
    news: (news) => options.pairingNews(news),
    admissionsChanged: () => link.refreshAdmissions(),
    confirmed: (applicant) => {
      lastEnrolled = enrol(store, applicant, options.newDeviceRole, keys.identity.public, machine);
      link.refreshAdmissions();
    },
  });
  const phones = new Phones({
    primitives,
    clock,
    sessionId,
    noiseKey: keys.noise,
    epoch: store.events.epoch,
    machine,
    desk,
    pairing,
    sessionSecret: (slot) => {
      const device = store.devices.bySlot(slot);
      return device === undefined || device.revoked ? undefined : device.psk;
    },
    enrolled: () => {
      if (lastEnrolled === undefined) throw new Error("nobody was enrolled");
      return lastEnrolled;
    },
    send: (channel, type, body) => link.send(type, channel, body),
  });
  const link = new RelayLink({
    relayUrl: options.relayUrl,
    sessionId,
    relayKey: keys.relay,
    clock,
    chance: Math.random,
    admissions: () => admissions(store, pairing),
    phones,
    onState: options.onLinkState,
  });
  link.start();

  const close = async () => {
    pairing.cancel();
    await runs.stopAll();
    await phones.endAll("shutdown");
    link.stop();
    store.database.close();
  };
  return { sessionId, noiseKey: keys.noise.public, pairing, runs, store, close };
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
