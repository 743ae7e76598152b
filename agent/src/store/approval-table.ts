// Approvals at rest: the frozen action, sealed, and the one answer that was taken.

import { type ApprovalOutcome, type Shown, approvalOutcomes } from "@longrein/protocol";
import { type Database, type Row, bytesOf, numberOf, oneOf } from "./database.ts";
import { type RunSalts, saltOfRun } from "./run-salts.ts";

export type ApprovalStatus = "pending" | ApprovalOutcome;

export interface StoredApproval {
  readonly id: Uint8Array;
  readonly run: Uint8Array;
  readonly actionBytes: Uint8Array;
  readonly nonce: Uint8Array;
  readonly tier: number;
  readonly shown: Shown;
  /** It was offered to be approved for the whole run. */
  readonly forRun: boolean;
  readonly askedAt: number;
  readonly notAfter: number;
  readonly status: ApprovalStatus;
}

const statuses: readonly ApprovalStatus[] = ["pending", ...approvalOutcomes];

export class ApprovalTable {
  readonly #database: Database;
  readonly #salts: RunSalts;

  constructor(database: Database, salts: RunSalts) {
    this.#database = database;
    this.#salts = salts;
  }

  add(approval: Omit<StoredApproval, "status">): void {
    this.#database.run(
      `INSERT INTO approvals (id, run, action, nonce, tier, displayed, for_run, asked_at, not_after, status)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'pending')`,
      approval.id,
      approval.run,
      this.#salts.seal(saltOfRun(approval.run), place(approval.id), approval.actionBytes),
      approval.nonce,
      approval.tier,
      approval.shown === "displayed" ? 1 : 0,
      approval.forRun ? 1 : 0,
      approval.askedAt,
      approval.notAfter,
    );
  }

  byId(id: Uint8Array): StoredApproval | undefined {
    const row = this.#database.get("SELECT * FROM approvals WHERE id = ?", id);
    return row && this.#approval(row);
  }

  pending(): StoredApproval[] {
    const rows = this.#database.all("SELECT * FROM approvals WHERE status = 'pending'");
    return rows.map((row) => this.#approval(row));
  }

  pendingCount(run: Uint8Array): number {
    const sql = "SELECT count(*) AS n FROM approvals WHERE status = 'pending' AND run = ?";
    return numberOf(this.#database.get(sql, run) ?? {}, "n");
  }

  /** Takes a pending approval to its end. False if somebody was first: that is how races are decided. */
  resolve(
    id: Uint8Array,
    status: ApprovalOutcome,
    at: number,
    answer?: { readonly device: Uint8Array; readonly signature: Uint8Array },
  ): boolean {
    const changed = this.#database.run(
      `UPDATE approvals SET status = ?, resolved_at = ?, device = ?, signature = ?
        WHERE id = ? AND status = 'pending'`,
      status,
      at,
      answer?.device ?? null,
      answer?.signature ?? null,
      id,
    );
    return changed === 1;
  }

  /** Approved, but not done after all: a precondition had changed. False if it was not approved. */
  makeVoid(id: Uint8Array): boolean {
    const sql = "UPDATE approvals SET status = 'void' WHERE id = ? AND status = 'approved'";
    return this.#database.run(sql, id) === 1;
  }

  #approval(row: Row): StoredApproval {
    const id = bytesOf(row, "id");
    const run = bytesOf(row, "run");
    return {
      id,
      run,
      actionBytes: this.#salts.open(saltOfRun(run), place(id), bytesOf(row, "action")),
      nonce: bytesOf(row, "nonce"),
      tier: numberOf(row, "tier"),
      shown: numberOf(row, "displayed") === 1 ? "displayed" : "exact",
      forRun: numberOf(row, "for_run") === 1,
      askedAt: numberOf(row, "asked_at"),
      notAfter: numberOf(row, "not_after"),
      status: oneOf(row, "status", statuses),
    };
  }
}

function place(id: Uint8Array): string {
  return `approvals 1 ${Buffer.from(id).toString("hex")}`;
}
