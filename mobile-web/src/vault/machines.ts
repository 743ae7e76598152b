// The machines this phone is paired with. What names a machine is kept plain, what opens it is sealed
// under the key-encryption key; without the identity key neither is of use to anybody.

import { type Role, equalBytes, roles, toBase64url } from "@longrein/protocol";
import { ByteReader, concat } from "@longrein/protocol/bytes";
import type { Database } from "./database.ts";
import { type DeviceKeys, openSecret, sealSecret } from "./device-keys.ts";

export interface Machine {
  readonly sessionId: Uint8Array;
  /** Where to dial: the relay's origin. */
  readonly relayUrl: string;
  readonly name: string;
  readonly role: Role;
  readonly device: Uint8Array;
  readonly slot: Uint8Array;
  /** The agent's Noise static key, from the pairing link, and its identity key, pinned at pairing. */
  readonly agentNoiseKey: Uint8Array;
  readonly agentIdentityKey: Uint8Array;
  /** What it is called on this phone; absent or empty where that is its name. */
  readonly label?: string;
  /** When it was paired, and last heard, by the phone's clock; phones paired earlier did not note it. */
  readonly pairedAt?: number;
  readonly heardAt?: number;
  readonly secrets: MachineSecrets;
}

/** What is found out about a machine, or chosen for it, while it is paired. */
export type MachineNote = Partial<Pick<Machine, "name" | "label" | "heardAt">>;

/** What may be shown of a machine. */
export interface MachineFace {
  readonly key: string;
  readonly name: string;
  readonly label: string | undefined;
  readonly device: string;
  readonly heardAt: number | undefined;
}

export interface MachineSecrets {
  /** The phone's X25519 static secret for this machine. */
  readonly noise: Uint8Array;
  readonly psk: Uint8Array;
  readonly capability: Uint8Array;
}

type StoredMachine = Omit<Machine, "secrets"> & { readonly sealed: Uint8Array };

export async function saveMachine(
  database: Database,
  keys: DeviceKeys,
  machine: Machine,
): Promise<void> {
  const { secrets, ...plain } = machine;
  const bytes = Uint8Array.from(concat(secrets.noise, secrets.psk, secrets.capability));
  const id = toBase64url(machine.sessionId);
  const sealed = await sealSecret(keys, id, bytes);
  await database.put("machines", id, { ...plain, sealed } satisfies StoredMachine);
}

/** In the order in which they were paired. */
export async function loadMachines(database: Database, keys: DeviceKeys): Promise<Machine[]> {
  const stored = (await database.all("machines")).filter(isStoredMachine);
  stored.sort((a, b) => (a.pairedAt ?? 0) - (b.pairedAt ?? 0));
  return Promise.all(stored.map((machine) => unseal(keys, machine)));
}

/** Nothing, if the machine was forgotten meanwhile. */
export async function noteOfMachine(
  database: Database,
  { sessionId }: Machine,
  note: MachineNote,
): Promise<void> {
  await database.change("machines", (value) =>
    isStoredMachine(value) && equalBytes(value.sessionId, sessionId)
      ? { ...value, ...note }
      : value,
  );
}

export function faceOf({ sessionId, name, label, device, heardAt }: Machine): MachineFace {
  const key = toBase64url(sessionId);
  return {
    key,
    name,
    label: label === "" ? undefined : label,
    device: toBase64url(device),
    heardAt,
  };
}

export async function forgetMachine(database: Database, key: string): Promise<void> {
  await database.delete("machines", key);
}

async function unseal(keys: DeviceKeys, stored: StoredMachine): Promise<Machine> {
  const { sealed, ...plain } = stored;
  const reader = new ByteReader(await openSecret(keys, toBase64url(stored.sessionId), sealed));
  const secrets = { noise: reader.take(32), psk: reader.take(32), capability: reader.take(16) };
  reader.end();
  return { ...plain, secrets };
}

function isStoredMachine(value: unknown): value is StoredMachine {
  if (typeof value !== "object" || value === null) return false;
  const machine = value as Partial<Record<keyof StoredMachine, unknown>>;
  const byteFields = [
    [machine.sessionId, 16],
    [machine.device, 16],
    [machine.slot, 16],
    [machine.agentNoiseKey, 32],
    [machine.agentIdentityKey, 32],
  ] as const;
  return (
    byteFields.every(([field, length]) => field instanceof Uint8Array && field.length === length) &&
    machine.sealed instanceof Uint8Array &&
    typeof machine.relayUrl === "string" &&
    typeof machine.name === "string" &&
    roles.some((role) => role === machine.role) &&
    typeof (machine.label ?? "") === "string" &&
    typeof (machine.pairedAt ?? 0) === "number" &&
    typeof (machine.heardAt ?? 0) === "number"
  );
}
