// The audit log as it is listed and verified where the store is.

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type AuditedAgent, auditedAgent } from "../testing/audited-agent.ts";

let agent: AuditedAgent;
beforeEach(async () => {
  agent = await auditedAgent();
});
afterEach(() => agent.remove());

const fieldOf = (entry: string | undefined, name: string) =>
  new RegExp(`"${name}":"([^"]*)"`).exec(entry ?? "")?.[1];

describe("the list of the audit log", () => {
  it("is all of it in order, or the last of it", () => {
    const { size } = agent.store.audit.head();
    const all = agent.records.list();
    expect(all.map(({ n }) => n)).toEqual(Array.from({ length: size }, (_, i) => i + 1));
    expect(agent.records.list({ count: 2 }).map(({ n }) => n)).toEqual([size - 1, size]);
  });

  it("is what is asked for: a kind, or all kinds that begin so", () => {
    const kinds = (what: string) =>
      agent.records.list({ what }).map(({ entry }) => fieldOf(entry, "what"));
    expect(kinds("approval.approved")).toEqual(["approval.approved", "approval.approved"]);
    expect(new Set(kinds("approval"))).toEqual(
      new Set(["approval.asked", "approval.approved", "approval.denied"]),
    );
    expect(kinds("approv")).toEqual([]);
    expect(kinds("device")).toHaveLength(2);
  });

  it("is of one run, one device, or some time", () => {
    const [first] = agent.records.list({ what: "approval.approved" });
    const [run = "", device = ""] = ["run", "device"].map((name) => fieldOf(first?.entry, name));
    expect(agent.records.list({ run })).toHaveLength(2);
    expect(agent.records.list({ device, what: "approval" })).toHaveLength(3);
    expect(agent.records.list({ until: 1 })).toHaveLength(2);
    expect(agent.records.list({ since: 2, until: 3 })).toEqual([]);
  });

  it("goes on where somebody has put what is no entry", () => {
    const other = agent.folder.asSomebodyElse();
    other.exec("DROP TRIGGER audit_only_forgets; UPDATE audit SET entry = 'no JSON' WHERE n = 2");
    expect(agent.records.list({ what: "device" })).toHaveLength(1);
    expect(agent.records.verify()).toEqual({ kind: "broken", n: 2, why: "entry" });
  });
});

describe("a checkpoint in the store", () => {
  it("tells when the log was cut off behind it", () => {
    const other = agent.folder.asSomebodyElse();
    const { size } = agent.store.audit.head();
    other.exec(`DROP TRIGGER audit_keeps_its_rows; DELETE FROM audit WHERE n > 5`);
    expect(size).toBeGreaterThan(6);
    expect(agent.records.verify()).toEqual({ kind: "broken", n: 6, why: "end" });
  });
});

describe("an export", () => {
  it("leaves out an entry that would tell a secret, and is whole without it", async () => {
    const secret = `ghp_${"aB3".repeat(12)}`;
    agent.store.audit.append({ what: "run.done", note: secret }, 3);
    const lines = Array.from(await agent.records.export());
    expect(lines.join("\n")).not.toContain(secret);
    const left = lines.filter((line) => line.startsWith('{"n":') && !line.includes('"entry":'));
    expect(left).toHaveLength(1);
    expect(agent.records.verify()).toMatchObject({ kind: "whole", forgotten: 0 });
  });
});
