// What is told of a log that was verified: whose it is, and what that proves. Pure.

import type { Primitives, SignatureVerifier } from "@longrein/protocol";
import { fingerprintWords } from "./fingerprint-words.ts";
import { type AuditExpectations, type AuditLog, auditFaults, verifyAudit } from "./verify-audit.ts";

export function toldOf(
  primitives: Pick<Primitives, "sha256"> & SignatureVerifier,
  log: AuditLog,
  expected: AuditExpectations = {},
) {
  const report = verifyAudit(primitives, log, expected);
  if (report.kind === "broken") {
    return { t: "broken", n: report.n, why: auditFaults[report.why] } as const;
  }
  // Nobody has signed a header: without a single entry or checkpoint anybody may have written it.
  if (report.entries === 0 && report.checkpoints === 0) return { t: "empty" } as const;
  const { sessionId: session, identityKey } = log.agent;
  const words = fingerprintWords(primitives, "agent", identityKey);
  return { t: "whole", session, words, ...report } as const;
}
