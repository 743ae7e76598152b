// What the app remembers of a pairing while its page is open: the link it was opened with, and whether a
// failure has been read.

import { type Signal, signal } from "@preact/signals";
import type { PairingStatus } from "../state/fleet-port.ts";
import type { FleetState } from "../state/fleet-state.ts";

export interface PairingDesk {
  /**
   * A whole link or its fragment; a secret, so it lives nowhere but here and, while this is open, in its tab. Empty
   * where it was used and the page then loaded anew.
   */
  readonly link: Signal<string | undefined>;
  /** The failure that was read, by identity. */
  readonly read: Signal<PairingStatus | undefined>;
}

export function pairingDesk(link: string | undefined): PairingDesk {
  return { link: signal(link), read: signal(undefined) };
}

/** Whether the pairing pages have the screen, whatever page the address names. */
export function isPairing(desk: PairingDesk, { app, pairing, machines }: FleetState): boolean {
  if (desk.link.value !== undefined) return true;
  switch (pairing.kind) {
    case "none":
    case "paired":
      return app === "here" && machines.size === 0;
    case "failed":
      return machines.size === 0 || desk.read.value !== pairing;
    case "connecting":
    case "check-code":
      return true;
  }
}
