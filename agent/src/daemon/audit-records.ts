// The audit log for whoever may look at it: listed, verified, or exported as a file that can be verified where
// this store is not.

import type { Primitives, SignatureVerifier } from "@longrein/protocol";
import type { AgentNames } from "../approvals/judge-answer.ts";
import { auditExportLines } from "../audit/audit-export.ts";
import { toldOf } from "../audit/tell-report.ts";
import {
  type AuditExpectations,
  type AuditLog,
  type AuditReport,
  verifyAudit,
} from "../audit/verify-audit.ts";
import { clearAuditLine } from "../egress/clear-audit-line.ts";
import type { Cleared } from "../egress/cleared.ts";
import type { Clock } from "../platform/clock.ts";
import { auditLogOf } from "../store/audit-log.ts";
import type { AuditFilter, AuditListing } from "../store/audit-table.ts";
import type { Store } from "../store/store.ts";
import type { CheckpointKeeper } from "./checkpoint-keeper.ts";

export interface AuditRecordsOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly primitives: Pick<Primitives, "sha256"> & SignatureVerifier;
  readonly agent: AgentNames;
  readonly checkpoints: CheckpointKeeper;
}

export class AuditRecords {
  readonly #options: AuditRecordsOptions;

  constructor(options: AuditRecordsOptions) {
    this.#options = options;
  }

  list(filter: AuditFilter = {}): AuditListing[] {
    return this.#options.store.audit.list(filter);
  }

  verify(expected: AuditExpectations = {}): AuditReport {
    return verifyAudit(this.#options.primitives, this.#log(), expected);
  }

  /** The same, as somebody at the machine is told of it. */
  told() {
    return toldOf(this.#options.primitives, this.#log());
  }

  /** Lines of the file, up to this moment: a checkpoint is signed for it. */
  async export(): Promise<Generator<Cleared<string>, void, undefined>> {
    const { checkpoints, clock } = this.#options;
    await checkpoints.signUpToNow();
    return clearedLines(this.#log(), clock.now());
  }

  #log(): AuditLog {
    return auditLogOf(this.#options.store, this.#options.agent);
  }
}

function* clearedLines(log: AuditLog, at: number): Generator<Cleared<string>, void, undefined> {
  for (const line of auditExportLines(log, at)) yield clearAuditLine(line);
}
