// An answer to an approval, signed by this device over the very characters that were shown.

import {
  type ApprovalAsk,
  type ApprovalStatement,
  type Command,
  type Decision,
  approvalBytes,
  utf8,
} from "@longrein/protocol";
import type { HowToAnswer } from "../state/phone-port.ts";
import type { DeviceKeys } from "../vault/device-keys.ts";
import type { Machine } from "../vault/machines.ts";
import { webPrimitives } from "../vault/web-primitives.ts";

/** How this version shows an action; part of what is signed. */
const rendererVersion = 1;

interface Answer extends HowToAnswer {
  readonly decision: Decision;
}

export async function signAnswer(
  machine: Machine,
  keys: DeviceKeys,
  auditHead: Uint8Array,
  ask: ApprovalAsk,
  { decision, words, scope }: Answer,
): Promise<Command> {
  const statement: ApprovalStatement = {
    sessionId: machine.sessionId,
    agentNoiseKey: machine.agentNoiseKey,
    agentIdentityKey: machine.agentIdentityKey,
    run: ask.run,
    approval: ask.approval,
    // Neither end ever encodes an action a second time.
    actionBytes: utf8(ask.action),
    shown: ask.approvals ?? "exact",
    decision,
    scope: scope ?? "once",
    notAfter: ask.notAfter,
    nonce: ask.nonce,
    device: machine.device,
    auditHead,
    rendererVersion,
  };
  const signature = await keys.identity.sign(approvalBytes(webPrimitives, statement));
  return {
    t: "approval.answer",
    id: webPrimitives.randomBytes(16),
    exp: ask.notAfter,
    approval: ask.approval,
    decision,
    auditHead,
    rendererVersion,
    signature,
    ...(words === undefined ? {} : { words }),
    ...(scope && { scope }),
  };
}
