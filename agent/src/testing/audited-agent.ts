// An agent's audit log with a bit of everything in it, made by the parts that make it: devices, answers with
// real signatures, checkpoints with the agent's real key.

import { approvalLifetimeMs } from "@longrein/protocol/limits";
import type { ApprovalAsk, Decision } from "@longrein/protocol";
import { decodeEvent, inboxFeed, toBase64url } from "@longrein/protocol";
import { signCheckpoint } from "../audit/checkpoint.ts";
import { ApprovalKeeper } from "../daemon/approval-keeper.ts";
import { AuditRecords } from "../daemon/audit-records.ts";
import { CheckpointKeeper } from "../daemon/checkpoint-keeper.ts";
import { GrantKeeper } from "../daemon/grant-keeper.ts";
import { type AgentKeys, loadOrCreateKeys, namesOf } from "../platform/agent-keys.ts";
import { ManualClock } from "../platform/manual-clock.ts";
import { nodePrimitives } from "../platform/node-primitives.ts";
import type { Device } from "../store/device-table.ts";
import type { Store } from "../store/store.ts";
import { PhoneUnderTest } from "./phone-under-test.ts";
import { addDevice, addRun } from "./rows.ts";
import { type StateFolder, stateFolder } from "./state-folder.ts";

export class AuditedAgent {
  readonly folder: StateFolder;
  readonly store: Store;
  readonly keys: AgentKeys;
  readonly clock = new ManualClock();
  readonly grants: GrantKeeper;
  readonly approvals: ApprovalKeeper;
  readonly checkpoints: CheckpointKeeper;
  readonly records: AuditRecords;
  readonly failures: unknown[] = [];

  constructor(folder: StateFolder) {
    this.folder = folder;
    this.store = folder.openStore();
    this.keys = loadOrCreateKeys(folder.path);
    const { store, clock, agent } = this;
    const primitives = nodePrimitives;
    this.grants = new GrantKeeper({ store, clock, primitives });
    this.approvals = new ApprovalKeeper({
      store,
      clock,
      primitives,
      agent,
      grants: this.grants,
      lifetimeMs: () => approvalLifetimeMs,
    });
    this.checkpoints = new CheckpointKeeper({
      store,
      clock,
      sign: (head) => signCheckpoint(primitives, this.keys.identity, agent.sessionId, head),
      failed: (failure) => this.failures.push(failure),
    });
    const { checkpoints } = this;
    this.records = new AuditRecords({ store, clock, primitives, agent, checkpoints });
  }

  get agent() {
    return namesOf(this.keys);
  }

  /** As pairing does it. */
  pair(): { readonly phone: PhoneUnderTest; readonly device: Device } {
    const phone = new PhoneUnderTest(this.agent, () => this.clock.now());
    const { identityKey } = phone;
    const device = addDevice(this.store, { id: phone.id, identityKey });
    const names = { device: toBase64url(device.id), identity: toBase64url(identityKey) };
    this.store.audit.append({ what: "device.paired", ...names, role: "operator" }, 1);
    phone.auditHead = this.store.audit.head().head;
    return { phone, device };
  }

  /** A question, and what this phone says to it. */
  ask(): ApprovalAsk {
    const run = addRun(this.store);
    const shell = { program: "/bin/sh", script: "echo canary" };
    const about = { v: 1, run, driver: "demo", tool: "shell", shell, cwd: "/" } as const;
    this.approvals.ask({
      action: { t: "command", ...about, environment: [], operands: [] },
      verdict: { kind: "ask", tier: 1, risk: { level: "low", reasons: [] } },
      says: "because",
      approvals: "exact",
      mayHoldForRun: true,
    });
    const { seq } = this.store.events.latest(inboxFeed);
    const start = { feed: inboxFeed, seq: 0, chain: new Uint8Array(32) };
    const { events } = this.store.events.read(start, undefined, seq);
    const event = decodeEvent(events.at(-1)?.body ?? "");
    if (event?.t !== "approval.asked") throw new Error("expected a question");
    return event.ask;
  }

  answer(by: { phone: PhoneUnderTest; device: Device }, decision: Decision): void {
    const code = this.approvals.answer(by.device, by.phone.answer(this.ask(), decision));
    if (code !== undefined) throw new Error(`expected an answer that counts, not ${code}`);
  }

  async remove(): Promise<void> {
    await this.checkpoints.stop();
    await this.folder.remove();
  }
}

/** Two devices, four answers of theirs and one at the machine, and a checkpoint in the middle. */
export async function auditedAgent(): Promise<AuditedAgent> {
  const agent = new AuditedAgent(await stateFolder());
  const [one, two] = [agent.pair(), agent.pair()];
  agent.answer(one, "approve");
  agent.answer(two, "deny");
  await agent.checkpoints.signUpToNow();
  one.phone.auditHead = agent.store.audit.head().head;
  agent.answer(one, "approve");
  agent.answer(one, "deny");
  agent.approvals.answerHere(agent.ask().approval, "deny");
  return agent;
}
