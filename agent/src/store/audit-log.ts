// All of the audit log that a store holds, as it can be verified.

import type { AgentNames } from "../approvals/judge-answer.ts";
import type { AuditLog } from "../audit/verify-audit.ts";
import type { Store } from "./store.ts";

export function auditLogOf(store: Store, agent: AgentNames): AuditLog {
  // Of one moment, though others may write.
  return store.database.transaction(() => ({
    agent,
    devices: store.devices.identityKeys(),
    rows: store.audit.rows(),
    checkpoints: store.checkpoints.notes(),
  }));
}
