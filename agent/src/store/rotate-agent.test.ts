// An agent with other keys: one log from before to after, which nobody else can tie to keys of theirs.

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { entryHash, nextHash } from "../audit/audit-chain.ts";
import { readAuditExport } from "../audit/audit-export.ts";
import { signCheckpoint } from "../audit/checkpoint.ts";
import { namesInEntry } from "../audit/rotations.ts";
import { type AuditLog, verifyAudit } from "../audit/verify-audit.ts";
import { type AgentKeys, loadOrCreateKeys } from "../platform/agent-keys.ts";
import { nodePrimitives } from "../platform/node-primitives.ts";
import { type ThrowAwayFolder, throwAwayFolder } from "../platform/throw-away-folder.ts";
import { AuditedAgent, auditedAgent } from "../testing/audited-agent.ts";
import { rotateAgent } from "./rotate-agent.ts";

let agent: AuditedAgent;
let stranger: ThrowAwayFolder;
beforeEach(async () => {
  agent = await auditedAgent();
  stranger = await throwAwayFolder("longrein-test-");
});
afterEach(async () => {
  await agent.remove();
  await stranger.remove();
});

/** The same agent, started anew with its other keys. */
async function rotated(rotation: "session" | "identity"): Promise<AuditedAgent> {
  const { store, folder, keys } = agent;
  await rotateAgent(store, folder.path, keys, rotation, 5);
  await agent.checkpoints.stop();
  folder.closeAll();
  return new AuditedAgent(folder);
}

async function exported(after: AuditedAgent): Promise<AuditLog> {
  return readAuditExport(Array.from(await after.records.export()));
}
const verify = (log: AuditLog) => verifyAudit(nodePrimitives, log, { endsWithCheckpoint: true });

describe.each(["session", "identity"] as const)("an agent with another %s", (rotation) => {
  it("has no phone any more, and one log of before and after", async () => {
    const before = agent.store.devices.live();
    expect(before).toHaveLength(2);
    agent = await rotated(rotation);
    expect(agent.store.devices.live()).toEqual([]);
    agent.answer(agent.pair(), "approve");
    const log = await exported(agent);
    expect(verify(log)).toMatchObject({
      kind: "whole",
      signedAnswers: 5,
      entries: log.rows.length,
    });
    const [entry = ""] = agent.records.list({ what: "agent.rotated" }).map((each) => each.entry);
    expect(JSON.parse(entry)).toMatchObject({ rotation, by: "machine" });
  });

  it("can take others once more, and a crash before the keys were replaced is no fault", async () => {
    const { audit } = agent.store;
    audit.append({ what: "agent.rotated", rotation, ...namesInEntry(agent.agent) }, 4);
    agent = await rotated(rotation);
    agent.answer(agent.pair(), "deny");
    agent = await rotated(rotation);
    agent.answer(agent.pair(), "deny");
    expect(verify(await exported(agent))).toMatchObject({ kind: "whole", signedAnswers: 6 });
  });
});

describe("a log with a rotation is broken when", () => {
  const namesOf = ({ sessionId, noise, identity }: AgentKeys) => ({
    sessionId,
    noiseKey: noise.public,
    identityKey: identity.public,
  });
  const chained = (log: AuditLog, entry: string): AuditLog["rows"] => {
    const n = log.rows.length + 1;
    const hashOfEntry = entryHash(nodePrimitives, entry);
    const before = log.rows.at(-1)?.hash ?? new Uint8Array(32);
    const hash = nextHash(nodePrimitives, n, before, hashOfEntry);
    return [...log.rows, { n, entryHash: hashOfEntry, hash, entry }];
  };

  it("somebody says in it that they were this agent, and signs for that time", async () => {
    const theirs = loadOrCreateKeys(stranger.path);
    const log = await exported(agent);
    const entry = JSON.stringify({ what: "agent.rotated", ...namesInEntry(namesOf(theirs)) });
    const rows = chained(log, entry);
    const sign = (keys: AgentKeys, size: number) => {
      const head = rows[size - 1]?.hash ?? new Uint8Array();
      return signCheckpoint(nodePrimitives, keys.identity, keys.sessionId, { size, head });
    };
    const before = await sign(theirs, rows.length - 1);
    const after = await sign(theirs, rows.length);
    const fault = { kind: "broken", why: "checkpoint" };
    expect(verify({ ...log, rows, checkpoints: [before, after] })).toMatchObject(fault);
    const unvouched = { ...log, rows, checkpoints: [before] };
    expect(verifyAudit(nodePrimitives, unvouched)).toEqual({
      kind: "broken",
      n: rows.length,
      why: "rotation",
    });
  });

  it("the keys before are said to be others than they were", async () => {
    agent = await rotated("identity");
    const log = await exported(agent);
    const { rows } = log;
    const at = rows.findIndex(({ entry }) => entry?.includes("agent.rotated"));
    const entry = JSON.stringify({
      what: "agent.rotated",
      ...namesInEntry({ ...agent.agent, noiseKey: new Uint8Array(32) }),
    });
    const changed = { ...log, rows: chained({ ...log, rows: rows.slice(0, at) }, entry) };
    expect(verify(changed)).toMatchObject({ kind: "broken", why: "checkpoint" });
    const renamed = { ...log.agent, sessionId: new Uint8Array(16) };
    expect(verify({ ...log, agent: renamed })).toMatchObject({ kind: "broken" });
  });
});
