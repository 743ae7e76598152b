// Whether a store is what was written into it: its pages, its references, its feeds with their chains, what is
// sealed in it, and its audit log up to the end that was signed.

import type { AgentNames } from "../approvals/judge-answer.ts";
import { auditFaults, verifyAudit } from "../audit/verify-audit.ts";
import { nodePrimitives } from "../platform/node-primitives.ts";
import { UnsealFailure } from "../platform/sealing.ts";
import { auditLogOf } from "./audit-log.ts";
import { bytesOf, textOf } from "./database.ts";
import type { Store } from "./store.ts";

export type StoreReport =
  | {
      readonly kind: "sound";
      readonly events: number;
      readonly sealed: number;
      /** Entries of the audit log; from the last of those that are signed on it could be cut off unseen. */
      readonly entries: number;
      readonly signedTo: number;
    }
  | { readonly kind: "damaged"; readonly faults: readonly string[] };

/** "some": as much of it as an agent can look at while phones wait. */
export type CheckExtent = "all" | "some";

const faultsMax = 20;
/** Enough to see whether the key fits. */
const someEvents = 10_000;
/** Actions and secrets of devices: a store that has more is looked at in part. */
const sealedMax = 1_000;

export function checkStore(
  store: Store,
  agent: AgentNames,
  extent: CheckExtent = "all",
): StoreReport {
  const faults = [...pageFaults(store, extent), ...referenceFaults(store)];
  // What is broken as a file need not be read as a store, and may not let itself be.
  if (faults.length > 0) return { kind: "damaged", faults: faults.slice(0, faultsMax) };
  const feeds = store.events.check(extent === "all" ? Number.MAX_SAFE_INTEGER : someEvents);
  const sealed = checkSealed(store);
  const audit = verifyAudit(nodePrimitives, auditLogOf(store, agent));
  faults.push(...feeds.faults, ...sealed.faults);
  if (audit.kind === "broken") {
    faults.unshift(`audit log: entry ${audit.n}: ${auditFaults[audit.why]}`);
  }
  if (faults.length > 0 || audit.kind === "broken") {
    return { kind: "damaged", faults: faults.slice(0, faultsMax) };
  }
  const { entries, vouchedTo: signedTo } = audit;
  return { kind: "sound", events: feeds.checked, sealed: sealed.checked, entries, signedTo };
}

function pageFaults({ database }: Store, extent: CheckExtent): string[] {
  // The quick one leaves out whether indexes and tables agree.
  const name = extent === "all" ? "integrity_check" : "quick_check";
  try {
    const said = database.all(`PRAGMA ${name}(${faultsMax})`).map((row) => textOf(row, name));
    return said.filter((each) => each !== "ok").map((each) => `pages: ${each}`);
  } catch (failure) {
    // So broken that it cannot even be gone through.
    return [`pages: ${failure instanceof Error ? failure.message : "unreadable"}`];
  }
}

function referenceFaults({ database }: Store): string[] {
  const found = database.all("PRAGMA foreign_key_check");
  return found.map((row) => `references: a row of ${String(row["table"])} belongs to nothing`);
}

/** Each opened once: by its key, and in the place where it stands. */
function checkSealed({ database, approvals, devices }: Store) {
  const faults: string[] = [];
  const approvalIds = database.all(`SELECT id FROM approvals LIMIT ${sealedMax}`);
  const deviceIds = database.all(`SELECT id FROM devices LIMIT ${sealedMax}`);
  const opens = [
    ...approvalIds.map((row) => () => approvals.byId(bytesOf(row, "id"))),
    ...deviceIds.map((row) => () => devices.byId(bytesOf(row, "id"))),
  ];
  for (const open of opens) {
    try {
      open();
    } catch (failure) {
      if (!(failure instanceof UnsealFailure)) throw failure;
      faults.push(`sealed: ${failure.message}`);
    }
  }
  return { checked: opens.length, faults };
}
