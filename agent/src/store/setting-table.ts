// Settings that are made while the program runs and hold after it: few, by name, each a short text.

import { fromUtf8, utf8 } from "@longrein/protocol";
import { type Database, bytesOf } from "./database.ts";

export class SettingTable {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  get(name: string): string | undefined {
    const row = this.#database.get("SELECT value FROM meta WHERE name = ?", place(name));
    return row && fromUtf8(bytesOf(row, "value"));
  }

  set(name: string, value: string): void {
    const sql = `INSERT INTO meta (name, value) VALUES (?, ?)
      ON CONFLICT (name) DO UPDATE SET value = excluded.value`;
    this.#database.run(sql, place(name), utf8(value));
  }
}

/** Apart from the constants that stand in the same table. */
function place(name: string): string {
  return `setting ${name}`;
}
