// What the app remembers of a pairing while its page is open: the link it was opened with, and whether a
// failure has been read.

import { type Signal, signal } from "@preact/signals";
import type { PhoneState } from "../state/app-state.ts";

export interface PairingDesk {
  /** A whole link or its fragment; a secret, so it lives nowhere but here. */
  readonly link: Signal<string | undefined>;
  /** The failure that was read, by identity. */
  readonly read: Signal<PhoneState["pairing"] | undefined>;
}

export function pairingDesk(link: string | undefined): PairingDesk {
  return { link: signal(link), read: signal(undefined) };
}

/** Whether the pairing pages have the screen, whatever page the address names. */
export function isPairing(desk: PairingDesk, { pairing, machine }: PhoneState): boolean {
  switch (pairing.kind) {
    case "opening":
    case "paired":
      return desk.link.value !== undefined;
    case "failed":
      return machine === undefined || desk.read.value !== pairing;
    case "none":
    case "connecting":
    case "check-code":
      return true;
  }
}
