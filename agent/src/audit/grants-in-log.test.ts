// That an audit log proves what went ahead unasked: each use of what was approved for a run follows a signature over
// just that, and comes before its end.

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { nodePrimitives } from "../platform/node-primitives.ts";
import { type AuditedAgent, auditedAgent } from "../testing/audited-agent.ts";
import { fieldsOf } from "./audit-answer.ts";
import { entryHash, nextHash } from "./audit-chain.ts";
import { verifyAudit } from "./verify-audit.ts";
import { auditLogOf } from "../store/audit-log.ts";

let agent: AuditedAgent;
beforeEach(async () => {
  agent = await auditedAgent();
  const by = agent.pair();
  const ask = agent.ask();
  agent.approvals.answer(by.device, by.phone.answer(ask, "approve", { scope: "run" }));
  const [grant] = agent.store.grants.open();
  if (grant === undefined) throw new Error("expected a grant");
  agent.grants.use(grant, new Uint8Array(1));
  agent.grants.withdraw({ id: by.device.id }, grant.run, grant.approval);
});
afterEach(() => agent.remove());

const texts = () => auditLogOf(agent.store, agent.agent).rows.map(({ entry }) => entry ?? "");
const placeOf = (what: string) => texts().findIndex((text) => text.includes(`"${what}"`));
const scoped = () => texts().findIndex((text) => text.includes('"scope":"run"'));

/** As somebody who can write the store would leave it. */
function verified(entries: readonly (string | undefined)[]) {
  let hash: Uint8Array = new Uint8Array(32);
  const rows = entries.map((entry, index) => {
    const hashOfEntry = entryHash(nodePrimitives, entry ?? "forgotten");
    hash = nextHash(nodePrimitives, index + 1, hash, hashOfEntry);
    return { n: index + 1, entryHash: hashOfEntry, hash, entry };
  });
  const log = auditLogOf(agent.store, agent.agent);
  return verifyAudit(nodePrimitives, { ...log, rows, checkpoints: [] });
}

describe("what went ahead because it was approved for the run", () => {
  it("is let through by a signature in the log, which says so", () => {
    expect(verified(texts())).toMatchObject({ kind: "whole" });
    expect(scoped()).toBeGreaterThan(-1);
  });

  it("is broken where it follows the end of that", () => {
    const all = texts();
    const used = all[placeOf("grant.used")];
    expect(verified([...all, used])).toMatchObject({ kind: "broken", why: "grant" });
  });

  it("is broken where a device has signed for once", () => {
    const all = texts();
    const once = all[scoped()]?.replace('"scope":"run",', "");
    expect(verified(all.with(scoped(), once ?? ""))).toMatchObject({ why: "signature" });
    const used = all[placeOf("grant.used")] ?? "";
    const other = all[placeOf("approval.approved")] ?? "";
    const approval = (text: string) => String(fieldsOf(text)?.get("approval"));
    const misused = used.replace(approval(used), approval(other));
    expect(verified(all.with(placeOf("grant.used"), misused))).toMatchObject({ why: "grant" });
  });

  it("is whole where what was signed has been forgotten", () => {
    const all: (string | undefined)[] = texts();
    expect(verified(all.with(scoped(), undefined))).toMatchObject({ kind: "whole" });
  });
});
