// An answer counts only if every field it was signed over is the one we asked about, and only from whom and
// while it may.

import { generateKeyPairSync, sign } from "node:crypto";
import { type ApprovalStatement, approvalBytes } from "@longrein/protocol";
import { approvableActionBytesMax } from "@longrein/protocol/limits";
import { describe, expect, it } from "vitest";
import { nodePrimitives } from "../platform/node-primitives.ts";
import {
  type Answer,
  type AnsweringDevice,
  type AskedApproval,
  judgeAnswer,
} from "./judge-answer.ts";

const random = (length: number) => nodePrimitives.randomBytes(length);
const { publicKey, privateKey } = generateKeyPairSync("ed25519");
const identityKey = new Uint8Array(publicKey.export({ format: "der", type: "spki" }).subarray(12));

const agent = { sessionId: random(16), noiseKey: random(32), identityKey: random(32) };
const device: AnsweringDevice = { id: random(16), identityKey, role: "operator", revoked: false };
const notAfter = 1_700_000_900_000;
const approval: AskedApproval = {
  id: random(16),
  run: random(16),
  actionBytes: new TextEncoder().encode('{"t":"command"}'),
  nonce: random(16),
  tier: 1,
  shown: "exact",
  forRun: false,
  notAfter,
  status: "pending",
};
const statement: ApprovalStatement = {
  sessionId: agent.sessionId,
  agentNoiseKey: agent.noiseKey,
  agentIdentityKey: agent.identityKey,
  run: approval.run,
  approval: approval.id,
  actionBytes: approval.actionBytes,
  shown: "exact",
  decision: "approve",
  scope: "once",
  notAfter,
  nonce: approval.nonce,
  device: device.id,
  auditHead: random(32),
  rendererVersion: 3,
};

function answer(signed: ApprovalStatement, told: Partial<Answer> = {}): Answer {
  const signature = new Uint8Array(sign(null, approvalBytes(nodePrimitives, signed), privateKey));
  const { auditHead, rendererVersion } = statement;
  const kept = { approval: approval.id, decision: "approve", auditHead, rendererVersion } as const;
  return { t: "approval.answer", id: random(16), exp: notAfter, ...kept, signature, ...told };
}

function judge(
  given: Answer,
  {
    asked = approval,
    by = device,
    at = notAfter - 1,
  }: { asked?: AskedApproval; by?: AnsweringDevice; at?: number } = {},
): string {
  const verdict = judgeAnswer(nodePrimitives, agent, asked, by, given, at);
  return verdict.kind === "counts" ? "counts" : verdict.code;
}

const otherFields: readonly Partial<ApprovalStatement>[] = [
  { sessionId: random(16) },
  { agentNoiseKey: random(32) },
  { agentIdentityKey: random(32) },
  { run: random(16) },
  { approval: random(16) },
  { actionBytes: new TextEncoder().encode('{"t":"command" }') },
  { decision: "deny" },
  { shown: "displayed" },
  { scope: "run" },
  { notAfter: notAfter + 1 },
  { nonce: random(16) },
  { device: random(16) },
  { auditHead: random(32) },
  { rendererVersion: 4 },
];

describe("an answer", () => {
  it("counts when all that was signed is what was asked", () => {
    expect(judge(answer(statement))).toBe("counts");
    expect(judge(answer({ ...statement, decision: "deny" }, { decision: "deny" }))).toBe("counts");
  });

  it.each(otherFields.map((other) => [Object.keys(other).join(), other] as const))(
    "does not count when it was signed over another %s",
    (_, other) => {
      expect(judge(answer({ ...statement, ...other }))).toBe("SIGNATURE");
    },
  );

  it("does not count when what it tells differs from what it was signed over", () => {
    expect(judge(answer(statement, { decision: "deny" }))).toBe("SIGNATURE");
    expect(judge(answer(statement, { auditHead: random(32) }))).toBe("SIGNATURE");
    expect(judge(answer(statement, { rendererVersion: 4 }))).toBe("SIGNATURE");
  });

  it("does not count with any bit of its signature flipped", () => {
    const good = answer(statement);
    for (let bit = 0; bit < 512; bit++) {
      const signature = good.signature.slice();
      signature[bit >> 3] = (signature[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(judge({ ...good, signature })).toBe("SIGNATURE");
    }
  });

  it("does not count when it comes from another device than it was signed for", () => {
    const by = { ...device, id: random(16) };
    expect(judge(answer(statement), { by })).toBe("SIGNATURE");
    expect(judge(answer(statement), { by: { ...device, identityKey: random(32) } })).toBe(
      "SIGNATURE",
    );
  });

  it.each([
    ["one that may only look", { role: "viewer" as const }],
    ["an operator from whom it was taken", { approver: false }],
    ["one that was revoked", { revoked: true }],
    ["an owner that was revoked", { role: "owner" as const, revoked: true }],
  ])("does not count from %s", (_, about) => {
    expect(judge(answer(statement), { by: { ...device, ...about } })).toBe("FORBIDDEN");
  });

  it("counts as a no from an operator who may not approve, and as a yes from a viewer who may", () => {
    const no = answer({ ...statement, decision: "deny" }, { decision: "deny" });
    expect(judge(no, { by: { ...device, approver: false } })).toBe("counts");
    expect(judge(answer(statement), { by: { ...device, role: "viewer", approver: true } })).toBe(
      "counts",
    );
  });

  it.each([2, 3])(
    "does not count as an approval where more than a signature is asked, tier %i",
    (tier) => {
      const asked = { ...approval, tier };
      expect(judge(answer(statement), { asked })).toBe("FORBIDDEN");
      const deny = answer({ ...statement, decision: "deny" }, { decision: "deny" });
      expect(judge(deny, { asked })).toBe("counts");
    },
  );

  it("does not count as an approval of more than anybody reads on a phone", () => {
    const ofLength = (length: number) => ({ actionBytes: new Uint8Array(length) });
    const judgeLength = (length: number, decision: "approve" | "deny" = "approve") =>
      judge(answer({ ...statement, ...ofLength(length), decision }, { decision }), {
        asked: { ...approval, ...ofLength(length) },
      });
    expect(judgeLength(approvableActionBytesMax)).toBe("counts");
    expect(judgeLength(approvableActionBytesMax + 1)).toBe("FORBIDDEN");
    expect(judgeLength(approvableActionBytesMax + 1, "deny")).toBe("counts");
  });

  it("counts in the last millisecond and not in the one after", () => {
    expect(judge(answer(statement), { at: notAfter - 1 })).toBe("counts");
    expect(judge(answer(statement), { at: notAfter })).toBe("EXPIRED");
  });

  it.each(["approved", "denied", "expired", "withdrawn", "void"])(
    "does not count once the approval is %s",
    (status) => {
      expect(judge(answer(statement), { asked: { ...approval, status } })).toBe("ALREADY_RESOLVED");
    },
  );

  it("does not count for an approval that nobody asked about", () => {
    const verdict = judgeAnswer(nodePrimitives, agent, undefined, device, answer(statement), 0);
    expect(verdict).toEqual({ kind: "refused", code: "NOT_FOUND" });
  });
});
