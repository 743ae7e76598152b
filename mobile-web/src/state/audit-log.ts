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
  nobleSha256,
  toBase64url,
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

/** A log that is checked as it comes, piece after piece. */
export interface AuditCheck {
  /** The number of the entry that has to come next. */
  readonly next: number;
  /** The chain's hash before that entry; unknown only for the first that was asked for. */
  readonly before: Uint8Array | undefined;
  readonly seen: readonly AuditHead[];
  /** The first entry that is not as it has to be. What comes behind it is not looked at. */
  readonly fault: Extract<AuditVerdict, { kind: "broken" | "differs" }> | undefined;
}

/** Of the entries from the `first` to the end; `seen` lies among them or right before. */
export function beginCheck(first: number, seen: readonly AuditHead[]): AuditCheck {
  const before = first === 1 ? new Uint8Array(32) : headAt(seen, first - 1);
  return { next: first, before, seen, fault: undefined };
}

/** `entries` follow those before, in order. */
export function checkEntries(check: AuditCheck, entries: readonly AuditEntry[]): AuditCheck {
  if (check.fault !== undefined) return check;
  const { seen } = check;
  let { next, before } = check;
  for (const entry of entries) {
    if (entry.n !== next || !holds(entry, before)) return broken(check, next);
    const other = headAt(seen, next);
    if (other !== undefined && !equalBytes(entry.chain, other)) {
      return { ...check, fault: { kind: "differs", n: next } };
    }
    before = entry.chain;
    next++;
  }
  return { ...check, next, before };
}

/** Once all is in that there is to a log of this size. */
export function judgeLog({ next, seen, fault }: AuditCheck, size: number): AuditVerdict {
  const longer = seen.find((head) => head.size > size);
  if (longer !== undefined) return { kind: "shorter", than: longer.size };
  return fault ?? (next === size + 1 ? { kind: "whole" } : { kind: "broken", n: next });
}

function broken(check: AuditCheck, n: number): AuditCheck {
  return { ...check, fault: { kind: "broken", n } };
}

function headAt(seen: readonly AuditHead[], size: number): Uint8Array | undefined {
  return seen.find((at) => at.size === size)?.head;
}

/** What each link of the chain is the hash of; by hand, since it is written anew for thousands of entries. */
const label = ascii("longrein/1 audit\0");
const hashed = concat(label, new Uint8Array(8 + 32 + 32));
const numberIn = new DataView(hashed.buffer, label.length);

/** `before` is unknown only for the first that was asked for. */
function holds(entry: AuditEntry, before: Uint8Array | undefined): boolean {
  const { n, entryHash, chain, entry: text } = entry;
  if (text !== undefined && !equalBytes(nobleSha256.sha256(bytesOf(text)), entryHash)) return false;
  if (before === undefined) return true;
  numberIn.setBigUint64(0, BigInt(n));
  hashed.set(before, label.length + 8);
  hashed.set(entryHash, label.length + 8 + 32);
  return equalBytes(nobleSha256.sha256(hashed), chain);
}

/** What is in ASCII, as nearly all of it is, costs less by hand than a browser's encoder does for one text. */
function bytesOf(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let place = 0; place < bytes.length; place++) {
    const code = text.charCodeAt(place);
    if (code > 0x7f) return utf8(text);
    bytes[place] = code;
  }
  return bytes;
}

export function writeHead({ size, head }: AuditHead): string {
  return `${size}:${toBase64url(head)}`;
}

export function readHead(text: string): AuditHead | undefined {
  const [, size, written = ""] = /^(\d{1,15}):([\w-]{43})$/.exec(text) ?? [];
  const head = fromBase64url(written);
  return size === undefined || head === undefined ? undefined : { size: Number(size), head };
}
