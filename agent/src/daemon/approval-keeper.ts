// Pending approvals: freezes what is asked, waits for the first answer that counts, decides races and
// expiry in the store, and tells whoever waits. What it tells is always already durable.

import {
  type Action,
  type ApprovalOutcome,
  type Decision,
  type DriverSetup,
  type OutcomeCode,
  type PolicyProfile,
  type Primitives,
  type SignatureVerifier,
  actionDigest,
  freezeAction,
  fromUtf8,
  inboxFeed,
  toBase64url,
} from "@longrein/protocol";
import { approvalsPendingPerRunMax } from "@longrein/protocol/limits";
import {
  type AgentNames,
  type Answer,
  type AnsweringDevice,
  judgeAnswer,
} from "../approvals/judge-answer.ts";
import type { Clock } from "../platform/clock.ts";
import { whenDue } from "../platform/deadline.ts";
import { type Verdict, riskOfDisplayed } from "../policy/judge-action.ts";
import { cutText } from "../runs/cut-text.ts";
import type { StartedProgram } from "../runs/started-program.ts";
import type { StoredApproval } from "../store/approval-table.ts";
import type { Store } from "../store/store.ts";
import { type AnsweredBy, answerRecord, deviceOf, isSigned } from "./answer-record.ts";
import { deviceNamed } from "./device-named.ts";
import type { GrantKeeper } from "./grant-keeper.ts";
import type { Who } from "./who.ts";

const reasonBytesMax = 1_024;
const saysBytesMax = 4_096;
const programBytesMax = 1_024;

export interface ApprovalKeeperOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly primitives: Primitives & SignatureVerifier;
  readonly agent: AgentNames;
  readonly grants: GrantKeeper;
  lifetimeMs(): number;
}

export interface Resolution {
  readonly outcome: ApprovalOutcome;
  /** The frozen bytes, read back from the store: what is executed is what was asked about. */
  readonly actionBytes: Uint8Array;
  /** With a denial: what somebody wants done instead. Told to the coding agent, and not kept here. */
  readonly words?: string | undefined;
}

export interface Asking {
  readonly action: Action;
  readonly verdict: Extract<Verdict, { kind: "ask" }>;
  readonly says: string;
  readonly approvals: DriverSetup["approvals"];
  /** It may be approved for the whole run. */
  readonly mayHoldForRun: boolean;
}

export interface Asked {
  readonly id: Uint8Array;
  readonly resolution: Promise<Resolution>;
}

interface Waiting {
  resolved(resolution: Resolution): void;
  cancelTimer(): void;
}

export class ApprovalKeeper {
  readonly #options: ApprovalKeeperOptions;
  readonly #waiting = new Map<string, Waiting>();

  constructor(options: ApprovalKeeperOptions) {
    this.#options = options;
  }

  /** Undefined if the run has too many questions open already. */
  ask({ action, verdict, says, approvals, mayHoldForRun }: Asking): Asked | undefined {
    const { store, clock, primitives, grants, lifetimeMs } = this.#options;
    if (store.approvals.pendingCount(action.run) >= approvalsPendingPerRunMax) return undefined;
    const askedAt = clock.now();
    const actionBytes = freezeAction(action);
    const approval = {
      id: primitives.randomBytes(16),
      run: action.run,
      actionBytes,
      nonce: primitives.randomBytes(16),
      tier: verdict.tier,
      shown: approvals,
      forRun: mayHoldForRun && grants.hasRoom(action.run),
      askedAt,
      notAfter: askedAt + lifetimeMs(),
    };
    store.database.transaction(() => {
      store.approvals.add(approval);
      const { id, run, nonce, tier, notAfter, forRun } = approval;
      const shown = { action: fromUtf8(actionBytes), nonce, askedAt, notAfter, tier };
      const claim = says === "" ? {} : { says: cutText(says, saysBytesMax) };
      const isExact = approvals === "exact";
      const risk = isExact ? verdict.risk : riskOfDisplayed(verdict.risk);
      const about = { risk, ...claim, ...(!isExact && { approvals }), ...(forRun && { forRun }) };
      const ask = { approval: id, run, ...shown, ...about };
      store.events.append(inboxFeed, { t: "approval.asked", ask }, askedAt);
      store.audit.append({ what: "approval.asked", approval: name(id), run: name(run) }, askedAt);
    });
    return { id: approval.id, resolution: this.#wait(approval.id, approval.notAfter) };
  }

  /** What goes ahead unasked is in the log all the same. Returns the digest by which it is found there. */
  recordAllowed(run: Uint8Array, actionBytes: Uint8Array, profile: PolicyProfile): Uint8Array {
    const { store, clock, primitives } = this.#options;
    const digest = actionDigest(primitives, actionBytes);
    const entry = {
      what: "policy.allowed" as const,
      run: name(run),
      action: toBase64url(digest),
      profile,
    };
    store.database.transaction(() => {
      store.audit.append(entry, clock.now());
      store.runs.setUnasked(run);
    });
    return digest;
  }

  /** The code of a refusal, or undefined when the answer counted. */
  answer(device: AnsweringDevice, answer: Answer): OutcomeCode | undefined {
    const { store, clock, primitives, agent, grants } = this.#options;
    return store.database.transaction(() => {
      const now = clock.now();
      const approval = store.approvals.byId(answer.approval);
      const verdict = judgeAnswer(primitives, agent, approval, device, answer, now);
      if (verdict.kind === "refused" || approval === undefined) {
        const code = verdict.kind === "refused" ? verdict.code : "NOT_FOUND";
        const who = { device: name(device.id), approval: name(answer.approval) };
        store.refusals.record(who.device, { what: "approval.refused", code, ...who }, now);
        // The clock is right even where the timer is late, as after sleep.
        if (code === "EXPIRED" && approval !== undefined) this.#resolve(approval, "expired");
        return code;
      }
      const isForRun = answer.scope === "run";
      if (isForRun && !grants.hasRoom(approval.run)) return "BUSY";
      const outcome = answer.decision === "approve" ? "approved" : "denied";
      this.#resolve(approval, outcome, { ...answer, device: device.id });
      if (isForRun) grants.make(approval, device.id);
      return undefined;
    });
  }

  /** Given at the machine itself, where whoever can may do anything; no signature, and the log says so. */
  answerHere(id: Uint8Array, decision: Decision, words?: string): OutcomeCode | undefined {
    const { store, clock } = this.#options;
    return store.database.transaction(() => {
      const approval = store.approvals.byId(id);
      if (approval === undefined) return "NOT_FOUND";
      if (approval.status !== "pending") return "ALREADY_RESOLVED";
      const isInTime = clock.now() < approval.notAfter;
      const answered = decision === "approve" ? "approved" : "denied";
      if (isInTime) this.#resolve(approval, answered, "machine", { words });
      else this.#resolve(approval, "expired");
      return isInTime ? undefined : "EXPIRED";
    });
  }

  isAsked(run: Uint8Array): boolean {
    return this.#options.store.approvals.pendingCount(run) > 0;
  }

  /** Denies all that is asked, of one run or of all; returns the runs that asked. */
  denyAll(who: Who, run?: Uint8Array): Uint8Array[] {
    const { store } = this.#options;
    return store.database.transaction(() => {
      const all = store.approvals.pending();
      const theirs = all.filter((each) => run === undefined || name(each.run) === name(run));
      for (const approval of theirs) this.#resolve(approval, "denied", who);
      return theirs.map((approval) => approval.run);
    });
  }

  /** The coding agent no longer wants it, or can no longer use the answer. */
  withdraw(id: Uint8Array, reason: string): void {
    const { store } = this.#options;
    store.database.transaction(() => {
      const approval = store.approvals.byId(id);
      if (approval?.status === "pending")
        this.#resolve(approval, "withdrawn", undefined, { reason });
    });
  }

  withdrawAllOf(run: Uint8Array, reason: string): void {
    for (const approval of this.#options.store.approvals.pending()) {
      if (name(approval.run) === name(run)) this.withdraw(approval.id, reason);
    }
  }

  /** After a restart nobody waits for any answer. */
  withdrawAll(reason: string): void {
    for (const { id } of this.#options.store.approvals.pending()) this.withdraw(id, reason);
  }

  /** Approved, but the world had changed: recorded as what it is. */
  makeVoid(approval: Uint8Array, run: Uint8Array, reason: string): void {
    const { store, clock } = this.#options;
    const at = clock.now();
    store.database.transaction(() => {
      if (!store.approvals.makeVoid(approval)) return;
      const why = cutText(reason, reasonBytesMax);
      const event = { approval, run, outcome: "void" as const, reason: why, at };
      store.events.append(inboxFeed, { t: "approval.resolved", ...event }, at);
      store.audit.append({ what: "approval.void", approval: name(approval) }, at);
    });
  }

  /** What a command starts, before it does: its file, and what lies in it at that moment. */
  recordExecuted(approval: Uint8Array, run: Uint8Array, { file, sha256 }: StartedProgram): void {
    const { store, clock } = this.#options;
    const digest = sha256 && { sha256: toBase64url(sha256) };
    const names = { approval: name(approval), run: name(run) };
    const program = cutText(file, programBytesMax);
    const entry = { what: "approval.executed" as const, ...names, program, ...digest };
    store.database.transaction(() => store.audit.append(entry, clock.now()));
  }

  #wait(id: Uint8Array, notAfter: number): Promise<Resolution> {
    const { clock } = this.#options;
    const { promise, resolve } = Promise.withResolvers<Resolution>();
    const cancelTimer = whenDue(clock, notAfter, () => this.#expire(id));
    this.#waiting.set(name(id), { resolved: resolve, cancelTimer });
    return promise;
  }

  #expire(id: Uint8Array): void {
    const { store } = this.#options;
    store.database.transaction(() => {
      const approval = store.approvals.byId(id);
      if (approval?.status === "pending") this.#resolve(approval, "expired");
    });
  }

  /** One transaction: the approval is used up, the feed and the audit log say so; then the waiter goes on. */
  #resolve(
    approval: StoredApproval,
    outcome: Exclude<ApprovalOutcome, "void">,
    by?: AnsweredBy,
    { reason, words }: Pick<Resolution, "words"> & { readonly reason?: string } = {},
  ): void {
    const { store, clock, primitives } = this.#options;
    const at = clock.now();
    const { id, run, actionBytes } = approval;
    const answer = isSigned(by) ? by : undefined;
    if (!store.approvals.resolve(id, outcome, at, answer)) return;
    const device = deviceOf(by);
    const who = device && deviceNamed(store, device);
    const why = reason === undefined ? undefined : { reason: cutText(reason, reasonBytesMax) };
    store.events.append(
      inboxFeed,
      { t: "approval.resolved", approval: id, run, outcome, ...who, ...why, at },
      at,
    );
    const record = by && answerRecord(approval, actionDigest(primitives, actionBytes), by);
    store.audit.append({ what: `approval.${outcome}`, approval: name(id), ...record }, at);
    store.database.afterCommit(() => {
      const waiting = this.#waiting.get(name(id));
      this.#waiting.delete(name(id));
      waiting?.cancelTimer();
      waiting?.resolved({ outcome, actionBytes, words: answer?.words ?? words });
    });
  }
}

function name(id: Uint8Array): string {
  return toBase64url(id);
}
