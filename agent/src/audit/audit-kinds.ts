// Every kind of entry that this agent writes into its log. The phone has words for each, which a test holds it to.

import { approvalOutcomes, runStates } from "@longrein/protocol";

const refusals = ["approval.refused", "command.refused", "session.refused"] as const;
const runs = runStates.map((state) => `run.${state}` as const);
const approvals = approvalOutcomes.map((outcome) => `approval.${outcome}` as const);
const moreRefusals = refusals.map((refusal) => `${refusal}.more` as const);

export const auditKinds = [
  "agent.rotated",
  "app.changed",
  "app.restored",
  "approval.asked",
  ...approvals,
  "approval.executed",
  "device.approver",
  "device.paired",
  "device.renamed",
  "device.revoked",
  "device.role",
  "grant.ended",
  "grant.used",
  "killed",
  "policy.allowed",
  "policy.ceiling",
  "push.subscribed",
  "push.unsubscribed",
  "question.answered",
  "question.asked",
  "question.declined",
  "question.expired",
  "question.withdrawn",
  ...refusals,
  // How many more of them there were, of which each is not told.
  ...moreRefusals,
  "run.attempt",
  "run.exceeded",
  "run.opened",
  "run.taken",
  ...runs,
  "secret.revealed",
  "store.exported",
  "store.imported",
  "validation.begun",
  "validation.failed",
  "validation.passed",
  "validation.skipped",
  "worktree.removed",
] as const;

export type AuditKind = (typeof auditKinds)[number];
export type Refusal = (typeof refusals)[number];

export function isRefusal(kind: string): kind is Refusal {
  return refusals.some((each) => each === kind);
}
