// Runs, the state each was last known to be in, and what it takes to go on with one later.

import {
  type PolicyProfile,
  type RunState,
  fromUtf8,
  policyProfiles,
  runStates,
  utf8,
} from "@longrein/protocol";
import { type Database, type Row, bytesOf, numberOf, oneOf, textOf } from "./database.ts";
import { type RunSalts, saltOfRun } from "./run-salts.ts";

export interface RunSettings {
  readonly model?: string | undefined;
  readonly mode?: string | undefined;
  readonly profile?: PolicyProfile | undefined;
}

export interface StoredRun extends RunSettings {
  readonly id: Uint8Array;
  readonly driver: string;
  readonly workspace: string;
  readonly state: RunState;
  /** It works in the workspace itself. */
  readonly inPlace?: boolean;
  /** How many items its feed has numbered. */
  readonly items: number;
  /** The first of them that belongs to its present or last turn. */
  readonly turnFrom: number;
  /** It did nothing but wait for an answer when the program ended, and has not gone on since. */
  readonly interrupted: boolean;
}

/** What is sealed run by run is found only by looking at each; older ones are not gone on with any more. */
const lookedThroughMax = 500;

export class RunTable {
  readonly #database: Database;
  readonly #salts: RunSalts;

  constructor(database: Database, salts: RunSalts) {
    this.#database = database;
    this.#salts = salts;
  }

  add(run: Omit<StoredRun, "items" | "turnFrom" | "interrupted">, at: number): void {
    this.#database.run(
      `INSERT INTO runs (id, driver, workspace, state, model, mode, profile, in_place, opened_at, changed_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      run.id,
      run.driver,
      run.workspace,
      run.state,
      run.model ?? null,
      run.mode ?? null,
      run.profile ?? null,
      run.inPlace === true ? 1 : 0,
      at,
      at,
    );
  }

  setState(id: Uint8Array, state: RunState, items: number, at: number): void {
    const sql = "UPDATE runs SET state = ?, items = max(items, ?), changed_at = ? WHERE id = ?";
    this.#database.run(sql, state, items, at, id);
  }

  beginTurn(id: Uint8Array, turnFrom: number): void {
    const sql = "UPDATE runs SET turn_from = ?, interrupted = 0 WHERE id = ?";
    this.#database.run(sql, turnFrom, id);
  }

  setInterrupted(id: Uint8Array): void {
    this.#database.run("UPDATE runs SET interrupted = 1 WHERE id = ?", id);
  }

  setSession(id: Uint8Array, session: string): void {
    const sealed = this.#salts.seal(saltOfRun(id), place(id), utf8(session));
    this.#database.run("UPDATE runs SET session = ? WHERE id = ?", sealed, id);
  }

  /** What is absent stays as it is. */
  setSettings(id: Uint8Array, { model, mode, profile }: RunSettings): void {
    const sql = `UPDATE runs SET model = coalesce(?, model), mode = coalesce(?, mode),
      profile = coalesce(?, profile) WHERE id = ?`;
    this.#database.run(sql, model ?? null, mode ?? null, profile ?? null, id);
  }

  /** From here on its work holds what nobody approved. */
  setUnasked(id: Uint8Array): void {
    this.#database.run("UPDATE runs SET unasked = 1 WHERE id = ?", id);
  }

  isUnasked(id: Uint8Array): boolean {
    const row = this.#database.get("SELECT unasked FROM runs WHERE id = ?", id);
    return row !== undefined && numberOf(row, "unasked") === 1;
  }

  byId(id: Uint8Array): StoredRun | undefined {
    const row = this.#database.get("SELECT * FROM runs WHERE id = ?", id);
    return row && runOf(row);
  }

  /** What the coding agent itself calls it; undefined if it never said so. */
  session(id: Uint8Array): string | undefined {
    const row = this.#database.get("SELECT session FROM runs WHERE id = ?", id);
    if (row === undefined || row["session"] === null) return undefined;
    return fromUtf8(this.#salts.open(saltOfRun(id), place(id), bytesOf(row, "session")));
  }

  /** By what this coding agent itself calls them, as far as that is still kept. */
  bySession(driver: string): ReadonlyMap<string, Uint8Array> {
    const sql = `SELECT id FROM runs WHERE driver = ? AND session IS NOT NULL
      ORDER BY opened_at DESC, rowid DESC LIMIT ?`;
    const found = new Map<string, Uint8Array>();
    for (const row of this.#database.all(sql, driver, lookedThroughMax)) {
      const id = bytesOf(row, "id");
      const session = this.#salts.has(saltOfRun(id)) ? this.session(id) : undefined;
      // Of several the latest is meant.
      if (session !== undefined && !found.has(session)) found.set(session, id);
    }
    return found;
  }

  /** How many were interrupted and can still be gone on with. */
  interruptedCount(): number {
    const sql = "SELECT count(*) AS n FROM runs WHERE interrupted = 1 AND session IS NOT NULL";
    const row = this.#database.get(sql);
    return row === undefined ? 0 : numberOf(row, "n");
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
    inPlace: numberOf(row, "in_place") === 1,
    items: numberOf(row, "items"),
    turnFrom: numberOf(row, "turn_from"),
    interrupted: numberOf(row, "interrupted") === 1,
    model: optionalText(row, "model"),
    mode: optionalText(row, "mode"),
    profile: row["profile"] === null ? undefined : oneOf(row, "profile", policyProfiles),
  };
}

function optionalText(row: Row, name: string): string | undefined {
  return row[name] === null ? undefined : textOf(row, name);
}

function place(id: Uint8Array): string {
  return `runs 1 ${Buffer.from(id).toString("hex")} session`;
}
