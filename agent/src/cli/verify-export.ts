// Verifies an export of an audit log from its file alone.

import { AuditExportFailure, readAuditExport } from "../audit/audit-export.ts";
import { auditFaults, verifyAudit } from "../audit/verify-audit.ts";
import type { Answers } from "../control/verbs.ts";
import { nodePrimitives } from "../platform/node-primitives.ts";
import { readPrivateFile } from "../platform/private-file.ts";
import { UserFailure } from "../platform/user-failure.ts";

export function verifyExport(path: string): Answers["audit.verify"] {
  const content = readPrivateFile(path);
  if (content === undefined) {
    throw new UserFailure("failed", `there is no file ${path}`, "longrein audit export FILE");
  }
  const report = verifyAudit(nodePrimitives, read(path, content), { endsWithCheckpoint: true });
  if (report.kind === "whole") return { t: "whole", ...report };
  return { t: "broken", n: report.n, why: auditFaults[report.why] };
}

function read(path: string, content: string) {
  try {
    return readAuditExport(content.split("\n"));
  } catch (failure) {
    if (!(failure instanceof AuditExportFailure)) throw failure;
    throw new UserFailure("failed", `${path}: ${failure.message}`, "longrein help audit verify");
  }
}
