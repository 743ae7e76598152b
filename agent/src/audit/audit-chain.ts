// The audit log's arithmetic: each entry's hash covers its number, the hash before and the hash of its
// text. Texts may expire; the chain over their hashes still stands. See docs/protocol.md, "Approvals".
//
//   hash_0 = 32 zeros
//   hash_n = SHA-256("longrein/1 audit\0" ‖ u64 n ‖ hash_{n-1} ‖ SHA-256(entry_n))

import { type Primitives, ascii, concat, equalBytes, u64, utf8 } from "@longrein/protocol";

type Hash = Pick<Primitives, "sha256">;

export interface AuditRow {
  readonly n: number;
  readonly entryHash: Uint8Array;
  readonly hash: Uint8Array;
  /** Absent once redacted or expired. */
  readonly entry: string | undefined;
}

export type AuditVerdict =
  | { readonly kind: "whole"; readonly size: number; readonly head: Uint8Array }
  | { readonly kind: "broken"; readonly n: number; readonly why: "missing" | "entry" | "chain" };

export const auditStart = new Uint8Array(32);

export function entryHash(hash: Hash, entry: string): Uint8Array {
  return hash.sha256(utf8(entry));
}

export function nextHash(
  hash: Hash,
  n: number,
  before: Uint8Array,
  hashOfEntry: Uint8Array,
): Uint8Array {
  return hash.sha256(concat(ascii("longrein/1 audit\0"), u64(n), before, hashOfEntry));
}

/** Names the first row that is not what it was. */
export function verifyChain(hash: Hash, rows: Iterable<AuditRow>): AuditVerdict {
  let before: Uint8Array = auditStart;
  let size = 0;
  for (const row of rows) {
    const n = size + 1;
    if (row.n !== n) return { kind: "broken", n, why: "missing" };
    if (row.entry !== undefined && !equalBytes(entryHash(hash, row.entry), row.entryHash)) {
      return { kind: "broken", n, why: "entry" };
    }
    const expected = nextHash(hash, n, before, row.entryHash);
    if (!equalBytes(expected, row.hash)) return { kind: "broken", n, why: "chain" };
    before = expected;
    size = n;
  }
  return { kind: "whole", size, head: before };
}
