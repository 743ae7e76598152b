// Paired phones: who they are, what each may do, and when one loses it. A right that is taken ends the
// conversation in which it was had.

import {
  type AgentMessage,
  type OutcomeCode,
  type Primitives,
  type Rights,
  type Role,
  equalBytes,
  mayApprove,
  toBase64url,
} from "@longrein/protocol";
import { devicesMax } from "@longrein/protocol/limits";
import type { AuditKind } from "../audit/audit-kinds.ts";
import type { Clock } from "../platform/clock.ts";
import type { Device } from "../store/device-table.ts";
import type { Store } from "../store/store.ts";
import { fingerprintWords } from "../audit/fingerprint-words.ts";
import { endGrantsOfDevice } from "./end-grant.ts";
import type { Presence } from "./presence.ts";
import { type Who, auditNameOf } from "./who.ts";

/** A phone that was not seen for so long is lost or forgotten. */
const idleMaxMs = 90 * 24 * 60 * 60_000;

export type DeviceLine = Extract<AgentMessage, { t: "devices" }>["devices"][number] & {
  readonly approver: boolean;
  /** A no stays when its role changes, until somebody says yes. */
  readonly saidNo: boolean;
};

export interface DeviceKeeperOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly presence: Presence;
  readonly primitives: Pick<Primitives, "sha256">;
}

export class DeviceKeeper {
  readonly #options: DeviceKeeperOptions;
  #revoked: () => void = () => undefined;

  constructor(options: DeviceKeeperOptions) {
    this.#options = options;
  }

  /** Calls back when the relay should no longer let in whom it let in before. */
  onRevoked(listener: () => void): void {
    this.#revoked = listener;
  }

  /** The relay lets in no more than so many, and one that pairs. */
  get hasRoom(): boolean {
    return this.#options.store.devices.live().length < devicesMax;
  }

  list(): DeviceLine[] {
    const { store, presence, primitives } = this.#options;
    return store.devices.live().map((device) => {
      const { id, name, role, pairedAt, seenAt, identityKey } = device;
      return {
        device: id,
        name,
        role,
        approver: mayApprove(device),
        saidNo: device.approver === false,
        pairedAt,
        ...(seenAt === undefined ? {} : { seenAt }),
        here: presence.isHere(id),
        words: fingerprintWords(primitives, "device", identityKey),
      };
    });
  }

  /** The code of a refusal, or undefined; so do the others below. */
  rename(who: Who, id: Uint8Array, name: string): OutcomeCode | undefined {
    return this.#change(id, (device) => {
      if (name.trim() === "") return "INVALID";
      this.#options.store.devices.rename(device.id, name);
      this.#audit("device.renamed", device, who);
      return undefined;
    });
  }

  setRole(who: Who, id: Uint8Array, role: Role, approver?: boolean): OutcomeCode | undefined {
    const { store, clock, presence } = this.#options;
    return this.#change(id, (device) => {
      if (role === "owner" && approver === false) return "INVALID";
      const rights = { role, approver: approver ?? keptIn(role, device) };
      const isOther = device.role !== role;
      if (!isOther && device.approver === rights.approver) return undefined;
      // Owners are made at the machine, and a phone does not leave it without one.
      if (who !== "machine" && (role === "owner" || this.#isLastOwner(device))) return "FORBIDDEN";
      store.devices.setRights(device.id, rights);
      const may = mayApprove(rights);
      // What was only put into words changes nothing.
      if (!isOther && mayApprove(device) === may) return undefined;
      const what = isOther ? "device.role" : "device.approver";
      this.#audit(what, device, who, { role, approver: may ? "yes" : "no" });
      if (!may) endGrantsOfDevice(store, device.id, clock.now());
      // It comes back at once, and is told what it now is.
      store.database.afterCommit(() => presence.end(device.id, "renewing"));
      return undefined;
    });
  }

  revoke(who: Who, id: Uint8Array): OutcomeCode | undefined {
    return this.#change(id, (device) => {
      if (who !== "machine" && this.#isLastOwner(device)) return "FORBIDDEN";
      this.#revoke(device, auditNameOf(who));
      return undefined;
    });
  }

  /** The device that has this slot. One that was not seen for too long is revoked before it is let in. */
  bySlot(slot: Uint8Array): Device | undefined {
    const { store, clock } = this.#options;
    const device = store.devices.bySlot(slot);
    if (device === undefined || device.revoked) return device;
    if (clock.now() - (device.seenAt ?? device.pairedAt) < idleMaxMs) return device;
    store.database.transaction(() => this.#revoke(device, { by: "clock" }));
    return { ...device, revoked: true };
  }

  #change(
    id: Uint8Array,
    change: (device: Device) => OutcomeCode | undefined,
  ): OutcomeCode | undefined {
    const { store } = this.#options;
    return store.database.transaction(() => {
      const device = store.devices.byId(id);
      return device === undefined || device.revoked ? "NOT_FOUND" : change(device);
    });
  }

  #revoke(device: Device, by: Readonly<Record<string, string>>): void {
    const { store, clock, presence } = this.#options;
    const at = clock.now();
    store.devices.revoke(device.id, at);
    // `device` is whoever did it, as everywhere in the log.
    store.audit.append({ what: "device.revoked", revoked: toBase64url(device.id), ...by }, at);
    endGrantsOfDevice(store, device.id, at);
    store.database.afterCommit(() => {
      presence.end(device.id, "revoked");
      this.#revoked();
    });
  }

  #isLastOwner({ id, role }: Device): boolean {
    const owners = this.#options.store.devices.live().filter((each) => each.role === "owner");
    return role === "owner" && owners.every((owner) => equalBytes(owner.id, id));
  }

  #audit(what: AuditKind, { id }: Device, who: Who, about: Readonly<Record<string, string>> = {}) {
    const { store, clock } = this.#options;
    const entry = { what, changed: toBase64url(id), ...about, ...auditNameOf(who) };
    store.audit.append(entry, clock.now());
  }
}

/** A no that was said of a phone stays until somebody says yes; a yes holds for the role in which it was said. */
function keptIn(role: Role, before: Rights): boolean | undefined {
  return before.role === role || before.approver === false ? before.approver : undefined;
}
