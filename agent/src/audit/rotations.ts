// Who the agent was when an entry was written: an agent that takes new keys says in its log by which it was known
// until then. That is believed only if its new keys vouch for it, so that nobody else can name keys of his own.

import { fromBase64url, toBase64url } from "@longrein/protocol";
import type { AgentNames } from "../approvals/judge-answer.ts";
import { fieldsOf } from "./audit-answer.ts";
import type { AuditRow } from "./audit-chain.ts";

export const rotated = "agent.rotated";

export interface Rotation {
  readonly n: number;
  /** Whose entries come before. */
  readonly from: AgentNames;
}

export function namesInEntry({ sessionId, noiseKey, identityKey }: AgentNames) {
  return {
    session: toBase64url(sessionId),
    noiseKey: toBase64url(noiseKey),
    identityKey: toBase64url(identityKey),
  };
}

/** In order. One whose names cannot be read is of nobody: nothing before it verifies. */
export function rotationsIn(rows: readonly AuditRow[]): Rotation[] {
  return rows.flatMap(({ n, entry }) => {
    const fields = entry?.includes(rotated) ? fieldsOf(entry) : undefined;
    if (fields?.get("what") !== rotated) return [];
    const bytes = (name: string) => fromBase64url(String(fields.get(name))) ?? new Uint8Array();
    const from = {
      sessionId: bytes("session"),
      noiseKey: bytes("noiseKey"),
      identityKey: bytes("identityKey"),
    };
    return [{ n, from }];
  });
}

/** Whose entry `n` is; the entry that tells of a rotation is the new keys' first. */
export function namesAt(agent: AgentNames, rotations: readonly Rotation[], n: number): AgentNames {
  return rotations.find((rotation) => n < rotation.n)?.from ?? agent;
}
