// The audit log's table: rows are added, verified, and never changed.

import type { Primitives } from "@longrein/protocol";
import {
  type AuditRow,
  type AuditVerdict,
  auditStart,
  entryHash,
  nextHash,
  verifyAudit,
} from "../audit/audit-chain.ts";
import { type Database, bytesOf, numberOf } from "./database.ts";

/** What an entry may hold: names, numbers, hashes; never a payload. */
export type AuditEntry = Readonly<Record<string, string | number>> & { readonly what: string };

export class AuditTable {
  readonly #database: Database;
  readonly #hash: Pick<Primitives, "sha256">;

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
  }

  head(): { readonly size: number; readonly head: Uint8Array } {
    const last = this.#database.get("SELECT n, hash FROM audit ORDER BY n DESC LIMIT 1");
    if (last === undefined) return { size: 0, head: auditStart };
    return { size: numberOf(last, "n"), head: bytesOf(last, "hash") };
  }

  rows(): AuditRow[] {
    return this.#database.all("SELECT * FROM audit ORDER BY n").map((row) => ({
      n: numberOf(row, "n"),
      entryHash: bytesOf(row, "entry_hash"),
      hash: bytesOf(row, "hash"),
      entry: typeof row["entry"] === "string" ? row["entry"] : undefined,
    }));
  }

  verify(): AuditVerdict {
    return verifyAudit(this.#hash, this.rows());
  }
}
