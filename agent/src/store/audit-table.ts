// The audit log's table: rows are added, verified, and never changed.

import type { Primitives } from "@longrein/protocol";
import {
  type AuditRow,
  type AuditVerdict,
  auditStart,
  entryHash,
  nextHash,
  verifyChain,
} from "../audit/audit-chain.ts";
import type { AuditKind } from "../audit/audit-kinds.ts";
import { type Database, type Row, bytesOf, numberOf } from "./database.ts";

/** What an entry may hold: names, numbers, hashes; never a payload. */
export type AuditEntry = Readonly<Record<string, string | number>> & { readonly what: AuditKind };

export interface AuditFilter {
  /** As `approval.approved`, or `approval` for all that begin so. */
  readonly what?: string;
  /** Ids in base64url. */
  readonly run?: string;
  readonly device?: string;
  readonly since?: number;
  readonly until?: number;
  readonly count?: number;
}

export interface AuditListing {
  readonly n: number;
  readonly at: number;
  /** As it was hashed; undefined once it is forgotten. */
  readonly entry: string | undefined;
}

const listedUsually = 100;
/** Somebody may have put there what is no JSON; that is for `verify` to say. */
const field = (name: string) =>
  `CASE WHEN json_valid(entry) THEN json_extract(entry, '$.${name}') END`;
const listing = `SELECT n, at, entry FROM audit
  WHERE (? IS NULL OR instr(${field("what")} || '.', ? || '.') = 1)
  AND (? IS NULL OR ${field("run")} = ?) AND (? IS NULL OR ${field("device")} = ?)
  AND at >= ? AND at <= ? ORDER BY n DESC LIMIT ?`;

export class AuditTable {
  readonly #database: Database;
  readonly #hash: Pick<Primitives, "sha256">;
  readonly #listeners = new Set<(size: number) => void>();

  constructor(database: Database, hash: Pick<Primitives, "sha256">) {
    this.#database = database;
    this.#hash = hash;
  }

  /** To be called inside the transaction that does what the entry says. */
  append(entry: AuditEntry, at: number): void {
    const text = JSON.stringify({ ...entry, at });
    const { size, head } = this.head();
    const hashOfEntry = entryHash(this.#hash, text);
    const hash = nextHash(this.#hash, size + 1, head, hashOfEntry);
    this.#database.run(
      "INSERT INTO audit (n, entry_hash, hash, entry, at) VALUES (?, ?, ?, ?, ?)",
      size + 1,
      hashOfEntry,
      hash,
      text,
      at,
    );
    this.#database.afterCommit(() => {
      for (const listener of this.#listeners) listener(size + 1);
    });
  }

  /** Calls back once an entry is durable; returns how to stop. */
  onAppended(listener: (size: number) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  head(): { readonly size: number; readonly head: Uint8Array } {
    const last = this.#database.get("SELECT n, hash FROM audit ORDER BY n DESC LIMIT 1");
    if (last === undefined) return { size: 0, head: auditStart };
    return { size: numberOf(last, "n"), head: bytesOf(last, "hash") };
  }

  /** The last of what is asked for, in order. */
  list({ what, run, device, since, until, count }: AuditFilter = {}): AuditListing[] {
    const asked = [what, run, device].flatMap((value) => [value ?? null, value ?? null]);
    const rows = this.#database.all(
      listing,
      ...asked,
      since ?? 0,
      until ?? Number.MAX_SAFE_INTEGER,
      count ?? listedUsually,
    );
    return rows.toReversed().map((row) => ({
      n: numberOf(row, "n"),
      at: numberOf(row, "at"),
      entry: typeof row["entry"] === "string" ? row["entry"] : undefined,
    }));
  }

  rows(): AuditRow[] {
    return this.#database.all("SELECT * FROM audit ORDER BY n").map(rowOf);
  }

  /** So many rows, and when each was written. */
  read(from: number, count: number): (AuditRow & { readonly at: number })[] {
    const sql = "SELECT * FROM audit WHERE n >= ? ORDER BY n LIMIT ?";
    const rows = this.#database.all(sql, from, count);
    return rows.map((row) => ({ ...rowOf(row), at: numberOf(row, "at") }));
  }

  verify(): AuditVerdict {
    return verifyChain(this.#hash, this.rows());
  }
}

function rowOf(row: Row): AuditRow {
  return {
    n: numberOf(row, "n"),
    entryHash: bytesOf(row, "entry_hash"),
    hash: bytesOf(row, "hash"),
    entry: typeof row["entry"] === "string" ? row["entry"] : undefined,
  };
}
