// What an agent proves: that it holds the key whose hash is the session ID, for this host and this nonce.
// The relay's only cryptography; it verifies and hashes, there is nothing here that could decrypt.

import { proofBytes, sessionIdBytes, sessionIdPreimage } from "@longrein/protocol/envelope";

export interface AgentProof {
  readonly proof: Uint8Array;
  readonly nonce: Uint8Array;
  readonly host: string;
}

/**
 * True if the proof is genuine and its key belongs to the session that `isOwnName` knows. The session ID
 * itself is not handed in: it follows from the key, so nobody has to keep it.
 */
export async function isGenuine(
  { proof, nonce, host }: AgentProof,
  isOwnName: (name: string) => boolean,
): Promise<boolean> {
  const relayKey = proof.slice(0, 32);
  const signature = proof.slice(32);
  const sessionId = (await sha256(sessionIdPreimage(relayKey))).slice(0, sessionIdBytes);
  if (!isOwnName(await objectName(sessionId))) return false;
  try {
    const key = await crypto.subtle.importKey("raw", relayKey, "Ed25519", false, ["verify"]);
    const signed = proofBytes(host, sessionId, nonce);
    return await crypto.subtle.verify("Ed25519", key, signature, signed);
  } catch {
    // Not a point on the curve: a proof that proves nothing.
    return false;
  }
}

export async function sha256(bytes: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}

/** A session's object is named by a hash, so that no list of names, metric or file holds a session ID. */
export async function objectName(sessionId: Uint8Array): Promise<string> {
  const hash = await sha256(sessionId);
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
