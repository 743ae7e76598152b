// Signed checkpoints of the audit log, in the order in which they were signed.

import { type Database, numberOf, textOf } from "./database.ts";

export class CheckpointTable {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  add(size: number, note: string, at: number): void {
    this.#database.run(
      "INSERT OR IGNORE INTO checkpoints (n, note, at) VALUES (?, ?, ?)",
      size,
      note,
      at,
    );
  }

  notes(): string[] {
    const rows = this.#database.all("SELECT note FROM checkpoints ORDER BY n");
    return rows.map((row) => textOf(row, "note"));
  }

  /** How far the last one goes. */
  latestSize(): number {
    const sql = "SELECT coalesce(max(n), 0) AS n FROM checkpoints";
    return numberOf(this.#database.get(sql) ?? {}, "n");
  }
}
