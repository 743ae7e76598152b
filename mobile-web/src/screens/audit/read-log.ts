// Reads the end of the audit log, as far back as this phone has seen it, and judges it.

import type { OutcomeCode } from "@longrein/protocol";
import { jsonKeysMax } from "@longrein/protocol/limits";
import type { Phone } from "../../first-load/phone-store.ts";
import {
  type AuditEntry,
  type AuditHead,
  type AuditVerdict,
  judgeAuditLog,
} from "../../state/audit-log.ts";
import { keepSeenHead, seenHead } from "./seen-head.ts";

export type AuditReading =
  | { readonly kind: "refused"; readonly code: OutcomeCode }
  | {
      readonly kind: "read";
      readonly entries: readonly AuditEntry[];
      readonly size: number;
      readonly verdict: AuditVerdict;
      /** Undefined the first time. */
      readonly seen: AuditHead | undefined;
    };

/** Keys of one entry in an answer, and of the answer around them. */
const keysOfEntry = 5;
const keysOfAnswer = 4;
/** At most what one message may hold. */
export const pageEntries = Math.floor((jsonKeysMax - keysOfAnswer) / keysOfEntry);

/** At least the last `atLeast` entries. Undefined when the link breaks meanwhile. */
export async function readAuditLog(
  phone: Phone,
  atLeast: number,
): Promise<AuditReading | undefined> {
  const { machine } = phone.state.peek();
  if (machine?.device === undefined || machine.audit === undefined) return undefined;
  const { device, audit } = machine;
  const seen = seenHead(device);
  const from = Math.max(1, Math.min(seen?.size ?? audit.size, audit.size - atLeast + 1));
  const told = await readFrom(phone, from);
  if (told === undefined || "code" in told) {
    return told && { kind: "refused", code: told.code };
  }
  const { entries, size } = told;
  const verdict = judgeAuditLog(entries, size, seen === undefined ? [audit] : [seen, audit]);
  const last = entries.at(-1);
  if (verdict.kind === "whole" && last !== undefined) {
    keepSeenHead(device, { size, head: last.chain });
  }
  return { kind: "read", entries, size, verdict, seen };
}

interface Told {
  readonly entries: readonly AuditEntry[];
  readonly size: number;
}

async function readFrom(
  phone: Phone,
  from: number,
): Promise<Told | { readonly code: OutcomeCode } | undefined> {
  const entries: AuditEntry[] = [];
  for (;;) {
    const next = from + entries.length;
    const answer = await phone.port.ask({ t: "audit.read", from: next, count: pageEntries });
    if (answer?.t === "unanswered") return { code: answer.code };
    if (answer?.t !== "audit") return undefined;
    entries.push(...answer.entries);
    const { size } = answer;
    if (answer.entries.length === 0 || from + entries.length > size) return { entries, size };
  }
}
