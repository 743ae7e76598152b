// How far this phone has seen the audit log of its machine, kept to notice when that is no longer so.

import { type AuditHead, readHead, writeHead } from "../../state/audit-log.ts";
import type { Key } from "../../state/identifiers.ts";

/** Named for the pairing: after another one it is another log. */
const place = (device: Key): string => `longrein-audit-${device}`;

export function seenHead(device: Key): AuditHead | undefined {
  const kept = localStorage.getItem(place(device));
  return kept === null ? undefined : readHead(kept);
}

export function keepSeenHead(device: Key, head: AuditHead): void {
  localStorage.setItem(place(device), writeHead(head));
}
