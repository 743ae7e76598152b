// Starts of work on a run: where each took place, and of which commit its worktree was made.

import { type Database, type Row, numberOf, oneOf, textOf } from "./database.ts";

export interface Attempt {
  readonly number: number;
  readonly place: "worktree" | "folder";
  readonly base?: string;
  /** Of its folder when it began, once that was measured. */
  readonly size?: { readonly bytes: number; readonly files: number };
}

export class AttemptTable {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  add(run: Uint8Array, { number, place, base }: Omit<Attempt, "size">, at: number): void {
    const sql = "INSERT INTO attempts (run, number, place, base, begun_at) VALUES (?, ?, ?, ?, ?)";
    this.#database.run(sql, run, number, place, base ?? null, at);
  }

  setSize(run: Uint8Array, number: number, { bytes, files }: NonNullable<Attempt["size"]>): void {
    const sql = "UPDATE attempts SET bytes = ?, files = ? WHERE run = ? AND number = ?";
    this.#database.run(sql, bytes, files, run, number);
  }

  of(run: Uint8Array): Attempt[] {
    const sql = "SELECT * FROM attempts WHERE run = ? ORDER BY number";
    return this.#database.all(sql, run).map(attemptOf);
  }

  /** Once nothing is left of it. */
  remove(run: Uint8Array, number: number): void {
    this.#database.run("DELETE FROM attempts WHERE run = ? AND number = ?", run, number);
  }

  last(run: Uint8Array): Attempt | undefined {
    const sql = "SELECT * FROM attempts WHERE run = ? ORDER BY number DESC LIMIT 1";
    const row = this.#database.get(sql, run);
    return row && attemptOf(row);
  }
}

function attemptOf(row: Row): Attempt {
  return {
    number: numberOf(row, "number"),
    place: oneOf(row, "place", ["worktree", "folder"]),
    ...(row["base"] === null ? {} : { base: textOf(row, "base") }),
    ...(row["bytes"] === null
      ? {}
      : { size: { bytes: numberOf(row, "bytes"), files: numberOf(row, "files") } }),
  };
}
