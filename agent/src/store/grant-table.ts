// What was approved for a whole run: which approval it was, whose, until when, and how often something went ahead
// because of it. The action itself stands with the approval.

import { type Database, type Row, bytesOf, numberOf } from "./database.ts";

export interface StoredGrant {
  readonly approval: Uint8Array;
  readonly run: Uint8Array;
  readonly device: Uint8Array;
  readonly notAfter: number;
  readonly uses: number;
}

export class GrantTable {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  add({ approval, run, device, notAfter }: Omit<StoredGrant, "uses">): void {
    this.#database.run(
      "INSERT INTO grants (approval, run, device, not_after) VALUES (?, ?, ?, ?)",
      approval,
      run,
      device,
      notAfter,
    );
  }

  /** Those that have not ended, the oldest first. */
  open(): StoredGrant[] {
    const sql = "SELECT * FROM grants WHERE ended_at IS NULL ORDER BY rowid";
    return this.#database.all(sql).map(grantOf);
  }

  openOf(run: Uint8Array): StoredGrant[] {
    const sql = "SELECT * FROM grants WHERE ended_at IS NULL AND run = ? ORDER BY rowid";
    return this.#database.all(sql, run).map(grantOf);
  }

  openOfDevice(device: Uint8Array): StoredGrant[] {
    const sql = "SELECT * FROM grants WHERE ended_at IS NULL AND device = ? ORDER BY rowid";
    return this.#database.all(sql, device).map(grantOf);
  }

  used(approval: Uint8Array): void {
    this.#database.run("UPDATE grants SET uses = uses + 1 WHERE approval = ?", approval);
  }

  /** False if it had ended before. */
  end(approval: Uint8Array, at: number): boolean {
    const sql = "UPDATE grants SET ended_at = ? WHERE approval = ? AND ended_at IS NULL";
    return this.#database.run(sql, at, approval) === 1;
  }
}

function grantOf(row: Row): StoredGrant {
  return {
    approval: bytesOf(row, "approval"),
    run: bytesOf(row, "run"),
    device: bytesOf(row, "device"),
    notAfter: numberOf(row, "not_after"),
    uses: numberOf(row, "uses"),
  };
}
