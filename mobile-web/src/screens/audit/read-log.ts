// Reads the end of the audit log, as far back as this phone has seen it, and judges it while it comes.

import type { OutcomeCode } from "@longrein/protocol";
import {
  type AuditEntry,
  type AuditHead,
  type AuditVerdict,
  beginCheck,
  checkEntries,
  judgeLog,
} from "../../state/audit-log.ts";
import type { MachinePort } from "../../state/phone-port.ts";
import { auditPages } from "./audit-pages.ts";

export type AuditReading =
  | { readonly kind: "checking"; readonly checked: number; readonly of: number }
  | { readonly kind: "refused"; readonly code: OutcomeCode }
  | {
      readonly kind: "read";
      /** The last of them, as many as were wanted. */
      readonly entries: readonly AuditEntry[];
      readonly size: number;
      readonly verdict: AuditVerdict;
      /** Undefined the first time. */
      readonly seen: AuditHead | undefined;
    };

export interface LogOfMachine {
  readonly port: Pick<MachinePort, "ask">;
  /** Where the log stood when the machine greeted; the same object as long as that link lasts. */
  readonly greeting: AuditHead;
  /** Where it stood when this phone last found it whole. */
  readonly seen: AuditHead | undefined;
}

/** Entries: to paint each page that comes would take longer than to check it. */
const tellEvery = 1_000;

/** How far it has come, then the last `atLeast` entries. Breaks off when the link does. */
export async function* readLog(
  { port, greeting, seen }: LogOfMachine,
  atLeast: number,
): AsyncGenerator<AuditReading> {
  const heads = headsToMeet(seen, greeting);
  let size = Math.max(greeting.size, seen?.size ?? 0);
  const from = Math.max(1, Math.min(size - atLeast + 1, ...heads.map((head) => head.size)));
  let check = beginCheck(from, heads);
  let entries: readonly AuditEntry[] = [];
  let told = 0;
  for await (const page of auditPages(port, from, size)) {
    if (page?.t === "unanswered") yield { kind: "refused", code: page.code };
    if (page?.t !== "audit") return;
    check = checkEntries(check, page.entries);
    entries = [...entries, ...page.entries].slice(-atLeast);
    size = page.size;
    const checked = check.next - from;
    if (checked < told + tellEvery) continue;
    told = checked;
    yield { kind: "checking", checked, of: size - from + 1 };
  }
  const verdict = judgeLog(check, size);
  if (verdict.kind === "whole") met.add(greeting);
  yield { kind: "read", entries, size, verdict, seen };
}

/** Greetings whose head was found in the log: what was seen since follows it. */
const met = new WeakSet<AuditHead>();

/** A link may last an hour: what was checked since its greeting is not read again each time. */
function headsToMeet(seen: AuditHead | undefined, greeting: AuditHead): AuditHead[] {
  if (seen === undefined) return [greeting];
  return met.has(greeting) ? [seen] : [seen, greeting];
}
