// The bytes a phone signs and the agent verifies when somebody answers an approval.
// See docs/protocol.md, "Approvals".
//
//   "longrein/1 approval\0" ‖ u8 1 ‖ sessionId[16] ‖ SHA-256(noiseKey ‖ identityKey)[32] ‖ runId[16]
//   ‖ approvalId[16] ‖ SHA-256("longrein/1 action\0" ‖ actionBytes)[32] ‖ u8 decision ‖ u8 scope
//   ‖ u64 notAfterMs ‖ nonce[16] ‖ deviceId[16] ‖ auditHead[32] ‖ u8 rendererVersion          208 B

import { ascii, concat, u64, u8 } from "./bytes.ts";
import { ProtocolFailure } from "./failure.ts";
import type { Primitives } from "./primitives.ts";

export type Decision = "approve" | "deny";
/** "run": also for the same asked again in this run, as docs/decisions/0021-approved-for-a-run.md has it. */
export type Scope = "once" | "run";

/** Whether what was shown is what runs, or only what the coding agent shows of it. */
export type Shown = "exact" | "displayed";

export interface ApprovalStatement {
  readonly sessionId: Uint8Array;
  /** The agent's Noise static key and identity key: an answer is for one machine only. */
  readonly agentNoiseKey: Uint8Array;
  readonly agentIdentityKey: Uint8Array;
  readonly run: Uint8Array;
  readonly approval: Uint8Array;
  readonly actionBytes: Uint8Array;
  readonly shown: Shown;
  readonly decision: Decision;
  readonly scope: Scope;
  readonly notAfter: number;
  readonly nonce: Uint8Array;
  readonly device: Uint8Array;
  /** The audit head the phone last saw: anchors history outside the machine. */
  readonly auditHead: Uint8Array;
  readonly rendererVersion: number;
}

/** The same for who holds no more of the action than its digest, as an audit log does. */
export type DigestedStatement = Omit<ApprovalStatement, "actionBytes"> & {
  readonly actionDigest: Uint8Array;
};

type Hash = Pick<Primitives, "sha256">;

const decisionByte = {
  exact: { approve: 1, deny: 2 },
  displayed: { approve: 3, deny: 4 },
} as const;
const scopeByte = { once: 1, run: 2 } as const;
export const approvalStatementBytes = 208;

/** What the phone shows as "signed as" and the terminal can show for comparison. */
export function actionDigest(hash: Hash, actionBytes: Uint8Array): Uint8Array {
  return hash.sha256(concat(ascii("longrein/1 action\0"), actionBytes));
}

export function approvalBytes(hash: Hash, statement: ApprovalStatement): Uint8Array {
  const { actionBytes, ...rest } = statement;
  return approvalBytesOfDigest(hash, { ...rest, actionDigest: actionDigest(hash, actionBytes) });
}

export function approvalBytesOfDigest(hash: Hash, statement: DigestedStatement): Uint8Array {
  requireFields(statement);
  return concat(
    ascii("longrein/1 approval\0"),
    u8(1),
    statement.sessionId,
    hash.sha256(concat(statement.agentNoiseKey, statement.agentIdentityKey)),
    statement.run,
    statement.approval,
    statement.actionDigest,
    u8(decisionByte[statement.shown][statement.decision]),
    u8(scopeByte[statement.scope]),
    u64(statement.notAfter),
    statement.nonce,
    statement.device,
    statement.auditHead,
    u8(statement.rendererVersion),
  );
}

/** A field of the wrong length would shift the others into each other's place, unseen in the sum. */
function requireFields(statement: DigestedStatement): void {
  requireBytes(statement.sessionId, 16, "sessionId");
  requireBytes(statement.agentNoiseKey, 32, "agentNoiseKey");
  requireBytes(statement.agentIdentityKey, 32, "agentIdentityKey");
  requireBytes(statement.run, 16, "run");
  requireBytes(statement.approval, 16, "approval");
  requireBytes(statement.actionDigest, 32, "actionDigest");
  requireBytes(statement.nonce, 16, "nonce");
  requireBytes(statement.device, 16, "device");
  requireBytes(statement.auditHead, 32, "auditHead");
  const { notAfter, rendererVersion, decision, scope } = statement;
  if (decision === "deny" && scope !== "once") throw malformed("a denial of this once");
  if (!Number.isSafeInteger(notAfter) || notAfter < 0) throw malformed("notAfter in milliseconds");
  if (!Number.isInteger(rendererVersion) || rendererVersion < 1 || rendererVersion > 255) {
    throw malformed("a rendererVersion from 1 to 255");
  }
}

function requireBytes(bytes: Uint8Array, length: number, name: string): void {
  if (bytes.length !== length) throw malformed(`${name} of ${length} bytes`);
}

function malformed(what: string): ProtocolFailure {
  return new ProtocolFailure("APPROVAL", `expected ${what}`);
}
