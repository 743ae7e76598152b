import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { nobleHashes as hash } from "./noble-hashes.ts";
import {
  type ApprovalStatement,
  actionDigest,
  approvalBytes,
  approvalBytesOfDigest,
  approvalStatementBytes,
} from "./signed-approval.ts";
import { utf8 } from "./text.ts";

const filled = (length: number, value: number): Uint8Array => new Uint8Array(length).fill(value);
const statement: ApprovalStatement = {
  sessionId: filled(16, 1),
  agentNoiseKey: filled(32, 2),
  agentIdentityKey: filled(32, 3),
  run: filled(16, 4),
  approval: filled(16, 5),
  actionBytes: utf8('{"t":"command"}'),
  shown: "exact",
  decision: "approve",
  scope: "once",
  notAfter: 1_700_000_000_123,
  nonce: filled(16, 6),
  device: filled(16, 7),
  auditHead: filled(32, 8),
  rendererVersion: 9,
};
const isApproval = expect.objectContaining({ name: "ProtocolFailure", code: "APPROVAL" });

describe("the bytes of an approval", () => {
  test("are 208 in the order of docs/protocol.md", () => {
    const sha256 = (...parts: (string | Uint8Array)[]) => {
      const digest = createHash("sha256");
      for (const part of parts) digest.update(part);
      return digest.digest();
    };
    const notAfter = Buffer.alloc(8);
    notAfter.writeBigUInt64BE(1_700_000_000_123n);
    const expected = Buffer.concat([
      Buffer.from("longrein/1 approval\0"),
      Buffer.of(1),
      filled(16, 1),
      sha256(filled(32, 2), filled(32, 3)),
      filled(16, 4),
      filled(16, 5),
      sha256("longrein/1 action\0", '{"t":"command"}'),
      Buffer.of(1, 1),
      notAfter,
      filled(16, 6),
      filled(16, 7),
      filled(32, 8),
      Buffer.of(9),
    ]);
    expect(approvalStatementBytes).toBe(208);
    expect(approvalBytes(hash, statement)).toEqual(new Uint8Array(expected));
  });

  test("say with the decision whether what was shown is what runs", () => {
    const at = (change: Partial<ApprovalStatement>) =>
      approvalBytes(hash, { ...statement, ...change })[approvalStatementBytes - 75];
    expect([at({}), at({ decision: "deny" })]).toEqual([1, 2]);
    const shown = "displayed";
    expect([at({ shown }), at({ shown, decision: "deny" })]).toEqual([3, 4]);
  });

  const changes: readonly (readonly [string, Partial<ApprovalStatement>])[] = [
    ["sessionId", { sessionId: filled(16, 99) }],
    ["agentNoiseKey", { agentNoiseKey: filled(32, 99) }],
    ["agentIdentityKey", { agentIdentityKey: filled(32, 99) }],
    ["run", { run: filled(16, 99) }],
    ["approval", { approval: filled(16, 99) }],
    ["actionBytes", { actionBytes: utf8('{"t":"command" }') }],
    ["shown", { shown: "displayed" }],
    ["decision", { decision: "deny" }],
    ["scope", { scope: "run" }],
    ["notAfter", { notAfter: statement.notAfter + 1 }],
    ["nonce", { nonce: filled(16, 99) }],
    ["device", { device: filled(16, 99) }],
    ["auditHead", { auditHead: filled(32, 99) }],
    ["rendererVersion", { rendererVersion: 10 }],
  ];

  test.each(changes)("change when %s changes", (_field, change) => {
    const changed = approvalBytes(hash, { ...statement, ...change });
    expect(changed).toHaveLength(approvalStatementBytes);
    expect(changed).not.toEqual(approvalBytes(hash, statement));
  });

  test("cover every field there is", () => {
    expect(changes.map(([field]) => field)).toEqual(Object.keys(statement));
  });

  test("are the same for who holds no more of the action than its digest", () => {
    const { actionBytes, ...rest } = statement;
    const digested = { ...rest, actionDigest: actionDigest(hash, actionBytes) };
    expect(approvalBytesOfDigest(hash, digested)).toEqual(approvalBytes(hash, statement));
    for (const length of [0, 31, 33]) {
      const bad = { ...digested, actionDigest: filled(length, 1) };
      expect(() => approvalBytesOfDigest(hash, bad)).toThrow(isApproval);
    }
  });

  test("change when the two keys of the agent are exchanged", () => {
    const { agentNoiseKey, agentIdentityKey } = statement;
    const swapped = { agentNoiseKey: agentIdentityKey, agentIdentityKey: agentNoiseKey };
    expect(approvalBytes(hash, { ...statement, ...swapped })).not.toEqual(
      approvalBytes(hash, statement),
    );
  });

  test.each([
    "sessionId",
    "agentNoiseKey",
    "agentIdentityKey",
    "run",
    "approval",
    "nonce",
    "device",
    "auditHead",
  ] as const)("are not made with a %s one byte short or long", (field) => {
    const { length } = statement[field];
    for (const wrong of [0, length - 1, length + 1]) {
      const bad = { ...statement, [field]: filled(wrong, 1) };
      expect(() => approvalBytes(hash, bad)).toThrow(isApproval);
    }
  });

  test("are not made of fields whose wrong lengths add up to the right one", () => {
    const shifted = { ...statement, run: filled(15, 4), approval: filled(17, 5) };
    expect(() => approvalBytes(hash, shifted)).toThrow(isApproval);
  });

  test("are not made of a time or a renderer that their bytes cannot hold", () => {
    for (const notAfter of [-1, 0.5, 2 ** 53, Number.NaN]) {
      expect(() => approvalBytes(hash, { ...statement, notAfter })).toThrow(isApproval);
    }
    for (const rendererVersion of [0, 256, 1.5, -1]) {
      expect(() => approvalBytes(hash, { ...statement, rendererVersion })).toThrow(isApproval);
    }
  });
});

test("the digest of an action is over its label and its exact bytes", () => {
  const expected = createHash("sha256").update("longrein/1 action\0").update("{}").digest();
  expect(actionDigest(hash, utf8("{}"))).toEqual(new Uint8Array(expected));
  expect(actionDigest(hash, utf8("{ }"))).not.toEqual(actionDigest(hash, utf8("{}")));
});
