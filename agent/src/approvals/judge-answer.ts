// Whether an answer counts, in the order of docs/protocol.md, "Approvals": pending, not expired by our own
// clock, from a device that is live and allowed, of a strength that an answer can have, and signed by that
// device over exactly this approval.

import {
  type Command,
  type OutcomeCode,
  type Primitives,
  type Rights,
  type Shown,
  type SignatureVerifier,
  approvalBytes,
} from "@longrein/protocol";
import { approvableActionBytesMax } from "@longrein/protocol/limits";
import { authorise } from "../policy/authorise.ts";

export type Answer = Extract<Command, { t: "approval.answer" }>;

const tierOfSignature = 1;

export interface AskedApproval {
  readonly id: Uint8Array;
  readonly run: Uint8Array;
  readonly actionBytes: Uint8Array;
  readonly nonce: Uint8Array;
  readonly tier: number;
  readonly shown: Shown;
  /** It was offered to be approved for the whole run. */
  readonly forRun: boolean;
  readonly notAfter: number;
  readonly status: string;
}

export interface AnsweringDevice extends Rights {
  readonly id: Uint8Array;
  readonly identityKey: Uint8Array;
  readonly revoked: boolean;
}

/** The agent whose approval this is: an answer for another machine does not verify here. */
export interface AgentNames {
  readonly sessionId: Uint8Array;
  readonly noiseKey: Uint8Array;
  readonly identityKey: Uint8Array;
}

export type AnswerVerdict =
  | { readonly kind: "counts" }
  | { readonly kind: "refused"; readonly code: OutcomeCode };

export function judgeAnswer(
  primitives: Pick<Primitives, "sha256"> & SignatureVerifier,
  agent: AgentNames,
  approval: AskedApproval | undefined,
  device: AnsweringDevice,
  answer: Answer,
  now: number,
): AnswerVerdict {
  if (approval === undefined) return refused("NOT_FOUND");
  if (approval.status !== "pending") return refused("ALREADY_RESOLVED");
  if (now >= approval.notAfter) return refused("EXPIRED");
  if (device.revoked || !authorise(device, answer)) return refused("FORBIDDEN");
  if (answer.decision === "approve" && !isForAPhone(approval)) return refused("FORBIDDEN");
  if (answer.scope === "run" && !isOfferedForRun(approval, answer)) return refused("FORBIDDEN");
  const signed = approvalBytes(primitives, {
    sessionId: agent.sessionId,
    agentNoiseKey: agent.noiseKey,
    agentIdentityKey: agent.identityKey,
    run: approval.run,
    approval: approval.id,
    // Our own copy: a signature over any other bytes, nonce or expiry does not verify.
    actionBytes: approval.actionBytes,
    shown: approval.shown,
    decision: answer.decision,
    scope: answer.scope ?? "once",
    notAfter: approval.notAfter,
    nonce: approval.nonce,
    device: device.id,
    auditHead: answer.auditHead,
    rendererVersion: answer.rendererVersion,
  });
  return primitives.ed25519Verify(device.identityKey, signed, answer.signature)
    ? { kind: "counts" }
    : refused("SIGNATURE");
}

/** An answer is a signature and no more, given by somebody who was able to read it all. */
function isForAPhone({ tier, actionBytes }: AskedApproval): boolean {
  return tier <= tierOfSignature && actionBytes.length <= approvableActionBytesMax;
}

function isOfferedForRun({ forRun }: AskedApproval, { decision }: Answer): boolean {
  return forRun && decision === "approve";
}

function refused(code: OutcomeCode): AnswerVerdict {
  return { kind: "refused", code };
}
