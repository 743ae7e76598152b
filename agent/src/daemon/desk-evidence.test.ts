// What remains of an answer: the audit log alone, without the action, shows what which phone has signed.

import { actionDigest, approvalBytes, fromBase64url, utf8 } from "@longrein/protocol";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { nodePrimitives } from "../platform/node-primitives.ts";
import { type DeskUnderTest, agentNames, deskUnderTest } from "../testing/desk-under-test.ts";
import type { PhoneUnderTest } from "../testing/phone-under-test.ts";
import { appendLine, asksFor } from "../testing/puppets.ts";

let on: DeskUnderTest;
let phone: PhoneUnderTest;
beforeEach(async () => {
  on = await deskUnderTest();
  phone = on.addPhone();
});
afterEach(() => on.remove());

/** The fields of one entry, as anybody reads them from an export. */
function fieldsOf(what: string): Map<string, unknown> {
  const text = on.auditTexts().find((each) => each.includes(`"${what}"`)) ?? "{}";
  const entry: unknown = JSON.parse(text);
  return new Map(Object.entries(entry ?? {}));
}

describe.each(["approve", "deny"] as const)("an audited answer to %s", (decision) => {
  it("holds all that its signature is over, and nothing of what the action says", async () => {
    on.puppet = asksFor(appendLine("canary-83b1")).puppet;
    const [told] = await on.submit(phone, phone.open());
    const ask = await on.asked();
    await on.submit(phone, phone.answer(ask, decision));
    await on.untilRun(told?.run ?? new Uint8Array(16), "done");

    const fields = fieldsOf(decision === "approve" ? "approval.approved" : "approval.denied");
    const bytes = (name: string) => fromBase64url(String(fields.get(name))) ?? new Uint8Array();
    expect(bytes("action")).toEqual(actionDigest(nodePrimitives, utf8(ask.action)));
    const { sessionId, noiseKey, identityKey } = agentNames;
    const signed = approvalBytes(nodePrimitives, {
      sessionId,
      agentNoiseKey: noiseKey,
      agentIdentityKey: identityKey,
      run: bytes("run"),
      approval: bytes("approval"),
      actionBytes: utf8(ask.action),
      shown: "exact",
      decision,
      scope: "once",
      notAfter: Number(fields.get("notAfter")),
      nonce: bytes("nonce"),
      device: bytes("device"),
      auditHead: bytes("auditHead"),
      rendererVersion: Number(fields.get("rendererVersion")),
    });
    const signature = bytes("signature");
    expect(nodePrimitives.ed25519Verify(phone.identityKey, signed, signature)).toBe(true);
    expect(on.auditTexts().join()).not.toContain("canary");
  });
});
