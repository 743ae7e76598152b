// Paired phones: what each is called and may do, and how its right to be here ends. Whatever changes, the
// log says who has changed it: another device, or somebody at the machine itself.

import { type CloseReason, type Role, toBase64url } from "@longrein/protocol";
import type { Clock } from "../platform/clock.ts";
import type { Device } from "../store/device-table.ts";
import type { Store } from "../store/store.ts";

export interface DeviceKeeperOptions {
  readonly store: Store;
  readonly clock: Clock;
  /** The table of who may attach has changed. */
  admissionsChanged(): void;
  /** Ends the device's channels now; the phone is told why. */
  end(device: Uint8Array, reason: CloseReason): Promise<void>;
}

/** Who changes something: a device, or somebody at the machine. */
export type By = Uint8Array | "machine" | "time";

const day = 24 * 60 * 60_000;
/** A phone that nobody has used for so long is lost, or forgotten: both are reasons to shut it out. */
const idleMaxMs = 90 * day;
const lookEveryMs = 60 * 60_000;

export class DeviceKeeper {
  readonly #options: DeviceKeeperOptions;
  #cancelTimer: () => void = () => undefined;

  constructor(options: DeviceKeeperOptions) {
    this.#options = options;
  }

  /** Shuts out what was not used for long, now and from time to time. */
  start(): void {
    this.#revokeIdle();
    this.#cancelTimer = this.#options.clock.after(lookEveryMs, () => this.start());
  }

  stop(): void {
    this.#cancelTimer();
  }

  live(): Device[] {
    return this.#options.store.devices.live();
  }

  /** False if there is no such device any more. */
  rename(id: Uint8Array, name: string, by: By): boolean {
    return this.#change(id, { what: "device.renamed" }, by, (devices) => devices.rename(id, name));
  }

  /** Holds at once; the phone's session begins anew, so that the phone knows as well. */
  async setRole(id: Uint8Array, role: Role, by: By): Promise<boolean> {
    const entry = { what: "device.role", role };
    const changed = this.#change(id, entry, by, (devices) => devices.setRole(id, role));
    if (changed) await this.#options.end(id, "renewing");
    return changed;
  }

  /** Resolves when its channels are closed. */
  async revoke(id: Uint8Array, by: By): Promise<boolean> {
    const { clock, admissionsChanged, end } = this.#options;
    const entry = { what: "device.revoked" };
    const at = clock.now();
    const changed = this.#change(id, entry, by, (devices) => devices.revoke(id, at));
    if (!changed) return false;
    admissionsChanged();
    await end(id, "revoked");
    return true;
  }

  #revokeIdle(): void {
    const now = this.#options.clock.now();
    for (const { id, pairedAt, seenAt } of this.live()) {
      if (now - (seenAt ?? pairedAt) >= idleMaxMs) void this.revoke(id, "time");
    }
  }

  #change(
    id: Uint8Array,
    entry: { readonly what: string; readonly role?: Role },
    by: By,
    act: (devices: Store["devices"]) => boolean,
  ): boolean {
    const { store, clock } = this.#options;
    return store.database.transaction(() => {
      if (!act(store.devices)) return false;
      const who = typeof by === "string" ? by : toBase64url(by);
      store.audit.append({ ...entry, device: toBase64url(id), by: who }, clock.now());
      return true;
    });
  }
}
