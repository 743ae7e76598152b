// What turns have used and cost, whose prompt it was, and when: numbers, no words.

import { type Database, numberOf } from "./database.ts";

export interface StoredUsage {
  readonly run: Uint8Array;
  /** Absent for what was begun at the machine. */
  readonly device: Uint8Array | undefined;
  readonly model: string | undefined;
  readonly input: number;
  readonly output: number;
  readonly cached: number;
  /** In millionths of a dollar. */
  readonly cost: number;
  readonly estimated: boolean;
}

export interface Spent {
  readonly cost: number;
  readonly estimated: boolean;
}

export class UsageTable {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  add(usage: StoredUsage, at: number): void {
    this.#database.run(
      `INSERT INTO usage (run, device, model, input, output, cached, cost, estimated, at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      usage.run,
      usage.device ?? null,
      usage.model ?? null,
      usage.input,
      usage.output,
      usage.cached,
      usage.cost,
      usage.estimated ? 1 : 0,
      at,
    );
  }

  all(since: number): Spent {
    return this.#spent("at > ?", since);
  }

  /** Undefined: at the machine. */
  ofDevice(device: Uint8Array | undefined, since: number): Spent {
    return this.#spent("at > ? AND device IS ?", since, device ?? null);
  }

  ofRun(run: Uint8Array, since: number): Spent {
    return this.#spent("at > ? AND run = ?", since, run);
  }

  prune(before: number): number {
    return this.#database.run("DELETE FROM usage WHERE at < ?", before);
  }

  #spent(condition: string, ...values: readonly (number | Uint8Array | null)[]): Spent {
    const sql = `SELECT coalesce(sum(cost), 0) AS cost, coalesce(max(estimated), 0) AS estimated
      FROM usage WHERE ${condition}`;
    const row = this.#database.get(sql, ...values) ?? {};
    return { cost: numberOf(row, "cost"), estimated: numberOf(row, "estimated") === 1 };
  }
}
