// Each way of tampering with an audit log, on an export of a real one, where neither store nor agent is; and
// what an honest log says of itself.

import { toBase64url } from "@longrein/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { nodePrimitives } from "../platform/node-primitives.ts";
import { type AuditedAgent, auditedAgent } from "../testing/audited-agent.ts";
import { PhoneUnderTest } from "../testing/phone-under-test.ts";
import { randomBytes } from "../testing/rows.ts";
import { type AuditRow, entryHash, nextHash } from "./audit-chain.ts";
import { readAuditExport } from "./audit-export.ts";
import { signCheckpoint } from "./checkpoint.ts";
import {
  type AuditExpectations,
  type AuditLog,
  type auditFaults,
  verifyAudit,
} from "./verify-audit.ts";

let agent: AuditedAgent;
let log: AuditLog;
beforeAll(async () => {
  agent = await auditedAgent();
  log = readAuditExport(Array.from(await agent.records.export()));
});
afterAll(() => agent.remove());

const asExport: AuditExpectations = { endsWithCheckpoint: true };
const verify = (changed: Partial<AuditLog>, expected = asExport) =>
  verifyAudit(nodePrimitives, { ...log, ...changed }, expected);
const without = <T>(items: readonly T[], index: number) => items.toSpliced(index, 1);
const rowsWhere = (what: string) => log.rows.filter(({ entry }) => entry?.includes(`"${what}"`));

/** As somebody would who can write the file and knows how the chain is made. */
function rechained(entries: readonly (string | undefined)[]): AuditLog["rows"] {
  let hash: Uint8Array = new Uint8Array(32);
  return entries.map((entry = "", index) => {
    const hashOfEntry = entryHash(nodePrimitives, entry);
    hash = nextHash(nodePrimitives, index + 1, hash, hashOfEntry);
    return { n: index + 1, entryHash: hashOfEntry, hash, entry };
  });
}
const texts = () => log.rows.map(({ entry }) => entry);
/** And who can even sign checkpoints, with the agent's key, as a program of the same user could. */
const resigned = async (rows: AuditLog["rows"]): Promise<AuditLog> => {
  const head = rows.at(-1)?.hash ?? new Uint8Array(32);
  const { identity, sessionId } = agent.keys;
  const note = await signCheckpoint(nodePrimitives, identity, sessionId, {
    size: rows.length,
    head,
  });
  return { ...log, rows, checkpoints: [note] };
};

describe("an audit log that nobody has touched", () => {
  it("is whole, in an export and in the store, and says how far it is vouched for", () => {
    const { size, head } = agent.store.audit.head();
    const whole = {
      kind: "whole",
      entries: size,
      forgotten: 0,
      signedAnswers: 4,
      unsignedAnswers: 1,
      checkpoints: 2,
      vouchedTo: size,
      head,
    };
    expect(verify({})).toEqual(whole);
    expect(agent.records.verify({ identityKey: agent.keys.identity.public })).toEqual(whole);
  });

  it("is whole though texts were forgotten", () => {
    const rows = log.rows.map((each) => (each.n % 2 === 0 ? { ...each, entry: undefined } : each));
    expect(verify({ rows })).toMatchObject({
      kind: "whole",
      forgotten: Math.floor(rows.length / 2),
    });
  });

  it("has been at each place that somebody has kept", () => {
    const anchors = log.rows.map(({ n, hash }) => ({ size: n, head: hash }));
    expect(verify({}, { ...asExport, anchors })).toMatchObject({ kind: "whole" });
  });
});

interface Case {
  readonly when: string;
  readonly change: () => Partial<AuditLog>;
  readonly why: keyof typeof auditFaults;
  readonly expected?: () => AuditExpectations;
}

const when = (text: string, why: Case["why"], change: Case["change"]): Case => ({
  when: text,
  why,
  change,
});
const last = () => log.rows.length;
const row = (n: number): AuditRow => {
  const found = log.rows[n - 1];
  if (found === undefined) throw new Error(`expected entry ${n}`);
  return found;
};
const withRow = (n: number, change: Partial<AuditRow>) => ({
  rows: log.rows.with(n - 1, { ...row(n), ...change }),
});
const withDevices = (change: (keys: readonly Uint8Array[]) => readonly Uint8Array[]) => {
  const keys = change([...log.devices.values()]);
  const ids = [...log.devices.keys()];
  return { devices: new Map(keys.map((key, i) => [ids[i] ?? "", key])) };
};
const withAgent = (change: Partial<AuditLog["agent"]>) => ({ agent: { ...log.agent, ...change } });
const cutTo = (size: number) => ({ rows: log.rows.slice(0, size) });
const fewerCheckpoints = () => ({ checkpoints: log.checkpoints.slice(0, -1) });
const hashOf = (text: string) => entryHash(nodePrimitives, text);

const cases: readonly Case[] = [
  when("an entry's text is changed", "entry", () => withRow(5, { entry: `${row(5).entry} ` })),
  when("an entry's hash is changed", "chain", () => withRow(5, { hash: randomBytes(32) })),
  when("an entry's text and its hash are changed", "chain", () =>
    withRow(5, { entry: "{}", entryHash: hashOf("{}") }),
  ),
  when("an entry is removed", "missing", () => ({ rows: without(log.rows, 4) })),
  when("the first entry is removed", "missing", () => ({ rows: without(log.rows, 0) })),
  when("an entry is there twice", "missing", () => ({ rows: log.rows.toSpliced(4, 0, row(5)) })),
  when("two entries change places", "missing", () => ({
    rows: log.rows.with(4, row(6)).with(5, row(5)),
  })),
  when("two entries change places, with their numbers", "chain", () => ({
    rows: log.rows.with(4, { ...row(6), n: 5 }).with(5, { ...row(5), n: 6 }),
  })),
  when("an entry is removed and all that follow are chained anew", "checkpoint", () => ({
    rows: rechained(without(texts(), 4)),
  })),
  when("an entry is changed and all that follow are chained anew", "checkpoint", () => ({
    rows: rechained(texts().with(4, '{"what":"x"}')),
  })),
  when("its end is cut off", "end", () => cutTo(last() - 1)),
  when("its end is cut off, and the last checkpoint", "end", () => ({
    ...cutTo(last() - 1),
    ...fewerCheckpoints(),
  })),
  {
    ...when("its end is cut off back to a checkpoint, and somebody has kept it", "end", () => ({
      ...cutTo(6),
      ...fewerCheckpoints(),
    })),
    expected: () => ({ ...asExport, anchors: [{ size: last(), head: row(last()).hash }] }),
  },
  {
    ...when("somebody has kept another place of it", "anchor", () => ({})),
    expected: () => ({ ...asExport, anchors: [{ size: 3, head: row(4).hash }] }),
  },
  when("all of it is cut off", "end", () => ({ rows: [] })),
  when("something is added at its end", "end", () => ({
    rows: rechained([...texts(), '{"what":"x"}']),
  })),
  when("the last checkpoint is removed", "end", fewerCheckpoints),
  when("a checkpoint is another agent's", "checkpoint", () =>
    withAgent({ identityKey: randomBytes(32) }),
  ),
  when("a checkpoint is of another log", "checkpoint", () =>
    withAgent({ sessionId: randomBytes(16) }),
  ),
  when("a checkpoint has another signature", "checkpoint", () => ({
    checkpoints: log.checkpoints.map((note) => note.replace(/.(?=.{8}\n$)/, "/")),
  })),
  when("the agent's other key is exchanged", "signature", () =>
    withAgent({ noiseKey: randomBytes(32) }),
  ),
  when("a device's key is exchanged", "key", () =>
    withDevices((keys) => keys.with(0, randomBytes(32))),
  ),
  when("a device's key is left out", "key", () => withDevices((keys) => keys.slice(0, -1))),
  when("the keys of two devices are exchanged", "key", () =>
    withDevices((keys) => keys.toReversed()),
  ),
];

describe("an audit log is broken when", () => {
  it.each(cases)("$when", ({ change, why, expected }) => {
    expect(verify(change(), expected?.())).toMatchObject({ kind: "broken", why });
  });

  it("whose it is is not what was expected, though it is whole by itself", () => {
    expect(verify({}, { ...asExport, identityKey: randomBytes(32) })).toMatchObject({
      kind: "broken",
      why: "identity",
    });
  });
});

describe("a log that was written anew by somebody with the agent's keys", () => {
  const edited = (what: string, change: object) => {
    const [found] = rowsWhere(what);
    const fields: unknown = JSON.parse(found?.entry ?? "{}");
    Object.assign(fields ?? {}, change);
    return texts().with((found?.n ?? 0) - 1, JSON.stringify(fields));
  };
  const newPhone = () => new PhoneUnderTest(agent.agent, () => 1);

  it.each([
    ["a denial becomes an approval", "approval.denied", { what: "approval.approved" }],
    ["another action", "approval.approved", { action: toBase64url(new Uint8Array(32)) }],
    ["another question", "approval.approved", { approval: toBase64url(new Uint8Array(16)) }],
    ["another run", "approval.approved", { run: toBase64url(new Uint8Array(16)) }],
    ["another expiry", "approval.approved", { notAfter: 5 }],
    ["another nonce", "approval.approved", { nonce: toBase64url(new Uint8Array(16)) }],
    ["shown in another way", "approval.approved", { shown: "displayed" }],
    ["another renderer", "approval.approved", { rendererVersion: 2 }],
    ["another anchor", "approval.approved", { auditHead: toBase64url(new Uint8Array(32)) }],
    ["a forged signature", "approval.approved", { signature: toBase64url(new Uint8Array(64)) }],
    ["no signature", "approval.approved", { signature: undefined }],
    ["a field of another length", "approval.approved", { nonce: "AAAA" }],
  ])("is broken by the answer itself: %s", async (_, what, change) => {
    const entries = edited(what, change);
    const report = verifyAudit(nodePrimitives, await resigned(rechained(entries)), asExport);
    expect(report).toMatchObject({ kind: "broken", why: "signature" });
  });

  it("is broken by the next answer's anchor, when an entry before it is gone", async () => {
    const [asked] = rowsWhere("approval.asked");
    const entries = without(texts(), (asked?.n ?? 0) - 1);
    const report = verifyAudit(nodePrimitives, await resigned(rechained(entries)), asExport);
    expect(report).toMatchObject({ kind: "broken", why: "anchor" });
  });

  it("is broken by the pairing, when a key of one's own stands in for a device's", async () => {
    const [[id = ""] = []] = log.devices;
    const devices = new Map(log.devices).set(id, newPhone().identityKey);
    const report = verifyAudit(
      nodePrimitives,
      { ...(await resigned(log.rows)), devices },
      asExport,
    );
    expect(report).toMatchObject({ kind: "broken", why: "key" });
  });

  it("is broken by what is no entry at all", async () => {
    const rows = rechained(texts().with(4, "not JSON"));
    const report = verifyAudit(nodePrimitives, await resigned(rows), asExport);
    expect(report).toMatchObject({ kind: "broken", n: 5, why: "entry" });
  });

  it("is whole if nothing else was changed: these rows do not pass for another reason", async () => {
    const report = verifyAudit(nodePrimitives, await resigned(rechained(texts())), asExport);
    expect(report).toMatchObject({ kind: "whole" });
  });
});
