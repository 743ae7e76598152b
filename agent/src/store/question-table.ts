// Questions at rest: only that they were asked, until when they count, and how they ended. What was asked is
// in the feed; what was answered is kept nowhere, since it may be a secret.

import { type Database, type Row, bytesOf, numberOf, oneOf } from "./database.ts";

export const questionOutcomes = ["answered", "declined", "expired", "withdrawn"] as const;
export type QuestionOutcome = (typeof questionOutcomes)[number];

export interface StoredQuestion {
  readonly id: Uint8Array;
  readonly run: Uint8Array;
  readonly askedAt: number;
  readonly notAfter: number;
  readonly status: "pending" | QuestionOutcome;
}

const statuses = ["pending", ...questionOutcomes] as const;

export class QuestionTable {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  add({ id, run, askedAt, notAfter }: Omit<StoredQuestion, "status">): void {
    this.#database.run(
      "INSERT INTO questions (id, run, asked_at, not_after, status) VALUES (?, ?, ?, ?, 'pending')",
      id,
      run,
      askedAt,
      notAfter,
    );
  }

  byId(id: Uint8Array): StoredQuestion | undefined {
    const row = this.#database.get("SELECT * FROM questions WHERE id = ?", id);
    return row && questionOf(row);
  }

  pending(): StoredQuestion[] {
    return this.#database.all("SELECT * FROM questions WHERE status = 'pending'").map(questionOf);
  }

  /** Takes a pending question to its end. False if somebody was first: that is how races are decided. */
  resolve(id: Uint8Array, status: QuestionOutcome, at: number, device?: Uint8Array): boolean {
    const sql = `UPDATE questions SET status = ?, resolved_at = ?, device = ?
      WHERE id = ? AND status = 'pending'`;
    return this.#database.run(sql, status, at, device ?? null, id) === 1;
  }
}

function questionOf(row: Row): StoredQuestion {
  return {
    id: bytesOf(row, "id"),
    run: bytesOf(row, "run"),
    askedAt: numberOf(row, "asked_at"),
    notAfter: numberOf(row, "not_after"),
    status: oneOf(row, "status", statuses),
  };
}
