// The audit log as the machine tells it, checked on the phone: each entry against its hash, each hash against
// the one before, and the whole against what this phone has seen of it earlier. See docs/protocol.md, "Approvals".
//
//   chain_0 = 32 zeros
//   chain_n = SHA-256("longrein/1 audit\0" ‖ u64 n ‖ chain_{n-1} ‖ SHA-256(entry_n))

import {
  type AgentMessage,
  ascii,
  concat,
  equalBytes,
  fromBase64url,
  nobleHashes,
  toBase64url,
  u64,
  utf8,
} from "@longrein/protocol";

export type AuditEntry = Extract<AgentMessage, { t: "audit" }>["entries"][number];

/** How long the log was at some time, and the chain's hash there. */
export interface AuditHead {
  readonly size: number;
  readonly head: Uint8Array;
}

export type AuditVerdict =
  | { readonly kind: "whole" }
  /** It does not hang together from this entry on. */
  | { readonly kind: "broken"; readonly n: number }
  /** It was longer once. */
  | { readonly kind: "shorter"; readonly than: number }
  /** What it was up to this entry it is no longer. */
  | { readonly kind: "differs"; readonly n: number };

/** `entries` are those at the end of the log, in order; `seen` lies among them or right before. */
export function judgeAuditLog(
  entries: readonly AuditEntry[],
  size: number,
  seen: readonly AuditHead[],
): AuditVerdict {
  const first = entries[0]?.n ?? size + 1;
  const longer = seen.find((head) => head.size > size);
  if (longer !== undefined) return { kind: "shorter", than: longer.size };
  if (first + entries.length - 1 !== size) return { kind: "broken", n: first + entries.length };
  let before: Uint8Array | undefined =
    first === 1 ? new Uint8Array(32) : seen.find((at) => at.size === first - 1)?.head;
  for (const [index, entry] of entries.entries()) {
    if (entry.n !== first + index || !holds(entry, before)) {
      return { kind: "broken", n: first + index };
    }
    before = entry.chain;
  }
  const other = seen.find((at) => {
    const entry = entries[at.size - first];
    return entry !== undefined && !equalBytes(entry.chain, at.head);
  });
  return other === undefined ? { kind: "whole" } : { kind: "differs", n: other.size };
}

/** `before` is unknown only for the first that was asked for. */
function holds(entry: AuditEntry, before: Uint8Array | undefined): boolean {
  const { n, entryHash, chain, entry: text } = entry;
  if (text !== undefined && !equalBytes(nobleHashes.sha256(utf8(text)), entryHash)) return false;
  if (before === undefined) return true;
  const hashed = concat(ascii("longrein/1 audit\0"), u64(n), before, entryHash);
  return equalBytes(nobleHashes.sha256(hashed), chain);
}

export function writeHead({ size, head }: AuditHead): string {
  return `${size}:${toBase64url(head)}`;
}

export function readHead(text: string): AuditHead | undefined {
  const [, size, written = ""] = /^(\d{1,15}):([\w-]{43})$/.exec(text) ?? [];
  const head = fromBase64url(written);
  return size === undefined || head === undefined ? undefined : { size: Number(size), head };
}
