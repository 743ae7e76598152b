// The end of what was approved for a run: told in the run's feed and in the audit log, whoever brought it about.

import { type AgentEvent, toBase64url } from "@longrein/protocol";
import { saltOfRun as feedOfRun } from "../store/run-salts.ts";
import type { StoredGrant } from "../store/grant-table.ts";
import type { Store } from "../store/store.ts";
import { type Who, auditNameOf } from "./who.ts";

export type WhyEnded = Extract<AgentEvent, { t: "grant.ended" }>["why"];
type Tables = Pick<Store, "audit" | "database" | "events" | "grants">;

export function endGrant(store: Tables, grant: StoredGrant, why: WhyEnded, at: number, who?: Who) {
  const { approval, run, uses } = grant;
  store.database.transaction(() => {
    if (!store.grants.end(approval, at)) return;
    const device = who === undefined || who === "machine" ? {} : { device: who.id };
    store.events.append(feedOfRun(run), { t: "grant.ended", approval, why, ...device, at }, at);
    const names = { approval: toBase64url(approval), run: toBase64url(run) };
    store.audit.append(
      { what: "grant.ended", ...names, why, uses, ...(who && auditNameOf(who)) },
      at,
    );
  });
}

export function endGrantsOf(store: Tables, run: Uint8Array, why: WhyEnded, at: number): void {
  for (const grant of store.grants.openOf(run)) endGrant(store, grant, why, at);
}

/** Whoever approved these may approve no more: what is given back later does not bring them back. */
export function endGrantsOfDevice(store: Tables, device: Uint8Array, at: number): void {
  for (const grant of store.grants.openOfDevice(device)) endGrant(store, grant, "device", at);
}
