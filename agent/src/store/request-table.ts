// Which commands were given and what became of them, so that one that arrives again is answered and not
// carried out again. Rows outlive the command's expiry, so a forgotten id can no longer be accepted.

import {
  type OutcomeCode,
  type OutcomeState,
  equalBytes,
  outcomeCodes,
  outcomeStates,
} from "@longrein/protocol";
import { outcomeKeptMs } from "@longrein/protocol/limits";
import { type Database, type Row, bytesOf, oneOf } from "./database.ts";

export interface RequestOutcome {
  readonly state: OutcomeState;
  readonly code?: OutcomeCode;
  readonly run?: Uint8Array;
  /** Of what was refused for coming too fast, which is not kept. */
  readonly seconds?: number;
}

export interface RequestKey {
  readonly device: Uint8Array;
  readonly id: Uint8Array;
}

export class RequestTable {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** What became of a command that was given before; a conflict if that was another under this id. */
  recall(key: RequestKey, bodyHash: Uint8Array): RequestOutcome | "conflict" | undefined {
    const row = this.#row(key);
    if (row === undefined) return undefined;
    return equalBytes(bytesOf(row, "body_hash"), bodyHash) ? outcomeOf(row) : "conflict";
  }

  /** Throws for an id that this device has used: nothing is accepted twice. */
  accept(key: RequestKey, bodyHash: Uint8Array, expiresAt: number): void {
    this.#database.run(
      `INSERT INTO requests (device, id, body_hash, state, expires_at)
        VALUES (?, ?, ?, 'accepted', ?)`,
      key.device,
      key.id,
      bodyHash,
      expiresAt,
    );
  }

  settle(key: RequestKey, { state, code, run }: RequestOutcome): void {
    this.#database.run(
      "UPDATE requests SET state = ?, code = ?, run = ? WHERE device = ? AND id = ?",
      state,
      code ?? null,
      run ?? null,
      key.device,
      key.id,
    );
  }

  /** After a crash: what was being done may or may not have happened, and is never done by itself. */
  markInterrupted(): number {
    return this.#database.run(
      "UPDATE requests SET state = 'indeterminate' WHERE state IN ('accepted', 'running')",
    );
  }

  prune(now: number): number {
    return this.#database.run("DELETE FROM requests WHERE expires_at < ?", now - outcomeKeptMs);
  }

  #row({ device, id }: RequestKey): Row | undefined {
    return this.#database.get("SELECT * FROM requests WHERE device = ? AND id = ?", device, id);
  }
}

function outcomeOf(row: Row): RequestOutcome {
  const state = oneOf(row, "state", outcomeStates);
  const code = row["code"] === null ? {} : { code: oneOf(row, "code", outcomeCodes) };
  const run = row["run"] === null ? {} : { run: bytesOf(row, "run") };
  return { state, ...code, ...run };
}
