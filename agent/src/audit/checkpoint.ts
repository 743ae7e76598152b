// A signed statement of how far the audit log had come, as a text that can be kept elsewhere: whoever holds
// one can show later that what came before it was changed or cut off.
//
//   longrein/1 audit SESSION-ID        whose log
//   12                                 how many entries
//   BASE64(hash_12)                    the chain's hash there

import {
  type Primitives,
  type SignatureVerifier,
  type Signer,
  toBase64url,
} from "@longrein/protocol";
import { fromBase64, readNote, signNote, toBase64 } from "./signed-note.ts";

type Hash = Pick<Primitives, "sha256">;

export interface AuditHead {
  readonly size: number;
  readonly head: Uint8Array;
}

export function signCheckpoint(
  hash: Hash,
  signer: Signer,
  sessionId: Uint8Array,
  { size, head }: AuditHead,
): Promise<string> {
  const text = `${origin(sessionId)}\n${size}\n${toBase64(head)}\n`;
  return signNote(hash, keyName(sessionId), signer, text);
}

/** Undefined unless this agent's identity key has signed exactly this, of its own log. */
export function readCheckpoint(
  primitives: Hash & SignatureVerifier,
  identityKey: Uint8Array,
  sessionId: Uint8Array,
  note: string,
): AuditHead | undefined {
  const text = readNote(primitives, { name: keyName(sessionId), key: identityKey }, note);
  const [whose, count = "", encoded = "", end, ...more] = text?.split("\n") ?? [];
  if (whose !== origin(sessionId) || end !== "" || more.length > 0) return undefined;
  const size = Number(count);
  const head = fromBase64(encoded);
  if (!/^(0|[1-9]\d*)$/.test(count) || !Number.isSafeInteger(size)) return undefined;
  return head?.length === 32 ? { size, head } : undefined;
}

function origin(sessionId: Uint8Array): string {
  return `longrein/1 audit ${toBase64url(sessionId)}`;
}

function keyName(sessionId: Uint8Array): string {
  return `longrein/${toBase64url(sessionId)}`;
}
