// What an entry of the audit log says of an answer, and whether the device that it names has signed that. All
// it takes is in the entry; neither the action nor the store is needed.

import {
  type DigestedStatement,
  type Primitives,
  type SignatureVerifier,
  approvalBytesOfDigest,
  fromBase64url,
} from "@longrein/protocol";
import type { AgentNames } from "../approvals/judge-answer.ts";

export interface SignedAnswer {
  readonly device: string;
  readonly statement: DigestedStatement;
  readonly signature: Uint8Array;
}

/**
 * "unsigned": decided at the machine itself, or denied together with all else. That nobody has signed an
 * approval of a phone is "unproved".
 */
export type EntryKind = SignedAnswer | "unsigned" | "unproved" | "malformed" | "other";

const decisions = new Map([
  ["approval.approved", "approve"],
  ["approval.denied", "deny"],
] as const);

export function readAnswer(agent: AgentNames, entry: string): EntryKind {
  const fields = fieldsOf(entry);
  const what = fields?.get("what");
  const decision = [...decisions].find(([name]) => name === what)?.[1];
  if (fields === undefined || decision === undefined) return fields ? "other" : "malformed";
  if (!fields.has("signature")) {
    return decision === "deny" || fields.get("by") === "machine" ? "unsigned" : "unproved";
  }
  const bytes = (name: string) => fromBase64url(String(fields.get(name))) ?? new Uint8Array();
  return {
    device: String(fields.get("device")),
    signature: bytes("signature"),
    statement: {
      sessionId: agent.sessionId,
      agentNoiseKey: agent.noiseKey,
      agentIdentityKey: agent.identityKey,
      run: bytes("run"),
      approval: bytes("approval"),
      actionDigest: bytes("action"),
      shown: fields.get("shown") === "displayed" ? "displayed" : "exact",
      decision,
      scope: fields.get("scope") === "run" ? "run" : "once",
      notAfter: Number(fields.get("notAfter")),
      nonce: bytes("nonce"),
      device: bytes("device"),
      auditHead: bytes("auditHead"),
      rendererVersion: Number(fields.get("rendererVersion")),
    },
  };
}

export function isSigned(
  primitives: Pick<Primitives, "sha256"> & SignatureVerifier,
  key: Uint8Array,
  { statement, signature }: SignedAnswer,
): boolean {
  try {
    const signed = approvalBytesOfDigest(primitives, statement);
    return primitives.ed25519Verify(key, signed, signature);
  } catch {
    return false; // a field of another length or none
  }
}

/** Undefined if it is not an object in JSON. */
export function fieldsOf(entry: string): ReadonlyMap<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(entry);
    return typeof value === "object" && value !== null ? new Map(Object.entries(value)) : undefined;
  } catch {
    return undefined;
  }
}
