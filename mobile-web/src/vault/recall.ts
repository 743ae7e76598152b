// What the phone wrote down of a machine when it was last open. Sealed, since it is nobody's business.

import { fromUtf8 } from "@longrein/protocol";
import { type DeviceKeys, openSecret } from "./device-keys.ts";

/** The inbox, or one of the places for runs. */
export type Place = "inbox" | number;

export interface SealedMemory {
  readonly machine: string;
  readonly sealed: Uint8Array;
}

export const memoryKey = (machine: string, place: Place): string => `${machine} ${place}`;
export const memoryPurpose = (machine: string, place: Place): string =>
  `memory ${memoryKey(machine, place)}`;

/** `value` is what lies in that place. Undefined where that is nothing, or nothing that can be read. */
export async function recall(
  keys: Pick<DeviceKeys, "keyEncryptionKey">,
  machine: string,
  place: Place,
  value: unknown,
): Promise<string | undefined> {
  try {
    if (!isSealedMemory(value)) return undefined;
    return fromUtf8(await openSecret(keys, memoryPurpose(machine, place), value.sealed));
  } catch {
    return undefined; // It only saves time: the machine tells all of it anew.
  }
}

function isSealedMemory(value: unknown): value is SealedMemory {
  return (
    typeof value === "object" &&
    value !== null &&
    "sealed" in value &&
    value.sealed instanceof Uint8Array
  );
}
