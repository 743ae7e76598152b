// The machines this phone is paired with. What names a machine is kept plain, what opens it is sealed
// under the key-encryption key; without the identity key neither is of use to anybody.

import { type Role, roles, toBase64url } from "@longrein/protocol";

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

/** As it lies in the vault. */
export type StoredMachine = Omit<Machine, "secrets"> & { readonly sealed: Uint8Array };

/** Of all that stands in their store, in the order in which they were paired. */
export function storedMachines(values: readonly unknown[]): readonly StoredMachine[] {
  return values.filter(isStoredMachine).toSorted((a, b) => (a.pairedAt ?? 0) - (b.pairedAt ?? 0));
}

type Faced = Pick<Machine, "sessionId" | "name" | "label" | "device" | "heardAt">;

export function faceOf({ sessionId, name, label, device, heardAt }: Faced): MachineFace {
  const key = toBase64url(sessionId);
  return {
    key,
    name,
    label: label === "" ? undefined : label,
    device: toBase64url(device),
    heardAt,
  };
}

export function isStoredMachine(value: unknown): value is StoredMachine {
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
