// Runs and the state each was last known to be in.

import { type RunState, runStates } from "@longrein/protocol";
import { type Database, type Row, bytesOf, oneOf, textOf } from "./database.ts";

export interface StoredRun {
  readonly id: Uint8Array;
  readonly driver: string;
  readonly workspace: string;
  readonly state: RunState;
}

export class RunTable {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  add(run: StoredRun, at: number): void {
    this.#database.run(
      `INSERT INTO runs (id, driver, workspace, state, opened_at, changed_at)
        VALUES (?, ?, ?, ?, ?, ?)`,
      run.id,
      run.driver,
      run.workspace,
      run.state,
      at,
      at,
    );
  }

  setState(id: Uint8Array, state: RunState, at: number): void {
    this.#database.run("UPDATE runs SET state = ?, changed_at = ? WHERE id = ?", state, at, id);
  }

  byId(id: Uint8Array): StoredRun | undefined {
    const row = this.#database.get("SELECT * FROM runs WHERE id = ?", id);
    return row && runOf(row);
  }

  /** Runs that were under way when the program ended. */
  unfinished(): StoredRun[] {
    const rows = this.#database.all(
      "SELECT * FROM runs WHERE state IN ('starting', 'working', 'waiting', 'stopping')",
    );
    return rows.map(runOf);
  }
}

function runOf(row: Row): StoredRun {
  return {
    id: bytesOf(row, "id"),
    driver: textOf(row, "driver"),
    workspace: textOf(row, "workspace"),
    state: oneOf(row, "state", runStates),
  };
}
