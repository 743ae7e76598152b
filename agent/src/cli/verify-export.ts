// Verifies an export of an audit log from its file alone; and whether it is of the agent of this machine, if there is one.

import { equalBytes } from "@longrein/protocol";
import { AuditExportFailure, readAuditExport } from "../audit/audit-export.ts";
import { toldOf } from "../audit/tell-report.ts";
import type { AuditLog } from "../audit/verify-audit.ts";
import type { Answers } from "../control/verbs.ts";
import { hasKeys, loadOrCreateKeys } from "../platform/agent-keys.ts";
import { nodePrimitives } from "../platform/node-primitives.ts";
import { readPrivateFile } from "../platform/private-file.ts";
import { UserFailure } from "../platform/user-failure.ts";
import { ownPlaces } from "./own-settings.ts";

export interface VerifiedExport {
  readonly report: Answers["audit.verify"];
  /** Undefined where there is no agent. */
  readonly isOwn: boolean | undefined;
}

export function verifyExport(path: string): VerifiedExport {
  const content = readPrivateFile(path);
  if (content === undefined) {
    throw new UserFailure("failed", `there is no file ${path}`, "longrein audit export FILE");
  }
  const log = read(path, content);
  const report = toldOf(nodePrimitives, log, { endsWithCheckpoint: true });
  return { report, isOwn: isOwn(log) };
}

function isOwn({ agent }: AuditLog): boolean | undefined {
  const { stateFolder } = ownPlaces();
  if (!hasKeys(stateFolder)) return undefined;
  return equalBytes(loadOrCreateKeys(stateFolder).identity.public, agent.identityKey);
}

function read(path: string, content: string): AuditLog {
  try {
    return readAuditExport(content.split("\n"));
  } catch (failure) {
    if (!(failure instanceof AuditExportFailure)) throw failure;
    throw new UserFailure("failed", `${path}: ${failure.message}`, "longrein help audit verify");
  }
}
