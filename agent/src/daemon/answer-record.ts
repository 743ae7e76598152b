// What the audit log keeps of an answer to an approval: of a signed one all that the device signed, so that the
// signature can be verified from the log alone. Pure.

import { toBase64url } from "@longrein/protocol";
import type { Answer } from "../approvals/judge-answer.ts";
import type { StoredApproval } from "../store/approval-table.ts";
import { type Who, auditNameOf } from "./who.ts";

export type SignedAnswer = Answer & { readonly device: Uint8Array };
export type AnsweredBy = SignedAnswer | Who;

export function isSigned(by: AnsweredBy | undefined): by is SignedAnswer {
  return typeof by === "object" && "signature" in by;
}

export function deviceOf(by: AnsweredBy | undefined): Uint8Array | undefined {
  if (by === undefined || by === "machine") return undefined;
  return isSigned(by) ? by.device : by.id;
}

/** `digest` is that of the approval's action. */
export function answerRecord(approval: StoredApproval, digest: Uint8Array, by: AnsweredBy) {
  const about = { run: toBase64url(approval.run), action: toBase64url(digest) };
  // Decided at the machine, or denied together with all else.
  if (!isSigned(by)) return { ...about, ...auditNameOf(by) };
  const { notAfter, nonce, shown } = approval;
  const { device, auditHead, rendererVersion, signature, scope } = by;
  return {
    ...about,
    notAfter,
    nonce: toBase64url(nonce),
    ...(shown === "displayed" && { shown }),
    ...(scope && { scope }),
    device: toBase64url(device),
    auditHead: toBase64url(auditHead),
    rendererVersion,
    signature: toBase64url(signature),
  };
}
