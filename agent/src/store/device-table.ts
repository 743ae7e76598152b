// Paired phones: their keys, what they may do, and when they lost it.

import { type Rights, roles, toBase64url } from "@longrein/protocol";
import { Sealer } from "../platform/sealing.ts";
import { type Database, type Row, bytesOf, numberOf, oneOf, textOf } from "./database.ts";

export interface Device extends Rights {
  readonly id: Uint8Array;
  readonly slot: Uint8Array;
  readonly identityKey: Uint8Array;
  readonly noiseKey: Uint8Array;
  readonly psk: Uint8Array;
  readonly capabilityHash: Uint8Array;
  readonly name: string;
  readonly pairedAt: number;
  /** When it was last in a session. */
  readonly seenAt?: number;
  readonly revoked: boolean;
}

export class DeviceTable {
  readonly #database: Database;
  readonly #sealer: Sealer;

  constructor(database: Database, master: Uint8Array) {
    this.#database = database;
    this.#sealer = new Sealer(master, database.constant("devices salt", 32));
  }

  add(device: Omit<Device, "revoked" | "seenAt">): void {
    this.#database.run(
      `INSERT INTO devices
        (id, slot, identity_key, noise_key, psk, capability_hash, name, role, approver, paired_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      device.id,
      device.slot,
      device.identityKey,
      device.noiseKey,
      this.#sealer.seal(place(device.id), device.psk),
      device.capabilityHash,
      device.name,
      device.role,
      numberOfFlag(device.approver),
      device.pairedAt,
    );
  }

  bySlot(slot: Uint8Array): Device | undefined {
    return this.#device(this.#database.get("SELECT * FROM devices WHERE slot = ?", slot));
  }

  byId(id: Uint8Array): Device | undefined {
    return this.#device(this.#database.get("SELECT * FROM devices WHERE id = ?", id));
  }

  live(): Device[] {
    const rows = this.#database.all(
      "SELECT * FROM devices WHERE revoked_at IS NULL ORDER BY paired_at",
    );
    return rows.map((row) => this.#device(row)).filter((device) => device !== undefined);
  }

  /** Of all that there ever were, by their ids in base64url. */
  identityKeys(): ReadonlyMap<string, Uint8Array> {
    const rows = this.#database.all("SELECT id, identity_key FROM devices ORDER BY paired_at");
    return new Map(
      rows.map((row) => [toBase64url(bytesOf(row, "id")), bytesOf(row, "identity_key")]),
    );
  }

  seen(id: Uint8Array, at: number): void {
    this.#database.run("UPDATE devices SET seen_at = ? WHERE id = ?", at, id);
  }

  /** False if there is no such device any more, as with the next two. */
  rename(id: Uint8Array, name: string): boolean {
    const sql = "UPDATE devices SET name = ? WHERE id = ? AND revoked_at IS NULL";
    return this.#database.run(sql, name, id) === 1;
  }

  setRights(id: Uint8Array, { role, approver }: Rights): boolean {
    const sql = "UPDATE devices SET role = ?, approver = ? WHERE id = ? AND revoked_at IS NULL";
    return this.#database.run(sql, role, numberOfFlag(approver), id) === 1;
  }

  /** Whoever is revoked is told nothing more either. */
  revoke(id: Uint8Array, at: number): boolean {
    this.#database.run("DELETE FROM push_subscriptions WHERE device = ?", id);
    const sql = "UPDATE devices SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL";
    return this.#database.run(sql, at, id) === 1;
  }

  #device(row: Row | undefined): Device | undefined {
    if (row === undefined) return undefined;
    const id = bytesOf(row, "id");
    return {
      id,
      slot: bytesOf(row, "slot"),
      identityKey: bytesOf(row, "identity_key"),
      noiseKey: bytesOf(row, "noise_key"),
      psk: this.#sealer.open(place(id), bytesOf(row, "psk")),
      capabilityHash: bytesOf(row, "capability_hash"),
      name: textOf(row, "name"),
      role: oneOf(row, "role", roles),
      ...(row["approver"] === null ? {} : { approver: numberOf(row, "approver") === 1 }),
      pairedAt: numberOf(row, "paired_at"),
      ...(row["seen_at"] === null ? {} : { seenAt: numberOf(row, "seen_at") }),
      revoked: row["revoked_at"] !== null,
    };
  }
}

function numberOfFlag(flag: boolean | undefined): number | null {
  return flag === undefined ? null : Number(flag);
}

function place(id: Uint8Array): string {
  return `devices 1 ${Buffer.from(id).toString("hex")}`;
}
