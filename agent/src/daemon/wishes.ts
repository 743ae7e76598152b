// What a coding agent wants done: judged, asked about where policy says so, and then carried out from the
// frozen bytes, or left to the coding agent itself once the world was looked at again.

import {
  type Action,
  type PolicyProfile,
  ProtocolFailure,
  freezeAction,
  readAction,
} from "@longrein/protocol";
import type { Clock } from "../platform/clock.ts";
import { mayHoldForRun } from "../policy/for-the-run.ts";
import { judgeAction } from "../policy/judge-action.ts";
import { checkAction } from "../runs/check-action.ts";
import type { Asking, Driver, Performed, Permission, Unapproved, Wish } from "../runs/driver.ts";
import { type Effects, executeAction } from "../runs/execute-action.ts";
import { type StartedProgram, startedElsewhere } from "../runs/started-program.ts";
import type { WorkPlace } from "./attempt-keeper.ts";
import type { ApprovalKeeper, Asked } from "./approval-keeper.ts";
import type { StoredGrant } from "../store/grant-table.ts";
import type { GrantKeeper } from "./grant-keeper.ts";
import type { RunLog } from "./run-log.ts";
import { toolEnding } from "./tool-ending.ts";
import type { Turn } from "./turn.ts";

export interface WishesOptions {
  readonly clock: Clock;
  readonly approvals: ApprovalKeeper;
  readonly grants: GrantKeeper;
  readonly effects: Effects;
}

/** Whose wishes these are. */
export interface Wisher {
  readonly log: RunLog;
  readonly driver: Pick<Driver, "name">;
  profile(): PolicyProfile;
  /** False where it asks for more than anybody can judge; its turn is being ended then. */
  mayAsk(): boolean;
}

interface Allowed extends Approved {
  readonly by: AllowedBy;
}

type AllowedBy =
  | { readonly kind: "policy"; readonly why: string; readonly profile: PolicyProfile }
  /** A phone has approved the same for the whole run. */
  | { readonly kind: "grant"; readonly grant: StoredGrant };

interface Approved {
  readonly kind: "approved";
  /** Absent where policy lets it go ahead unasked. */
  readonly approval?: Uint8Array;
  readonly actionBytes: Uint8Array;
}

export class Wishes {
  readonly #options: WishesOptions;
  readonly #wisher: Wisher;
  /** Until it is known, there is no place in which anything may be done. */
  #place: WorkPlace = { folder: "", isOwn: false };
  /** Files that approved edits were about. */
  readonly changed = new Set<string>();
  /** Commands and edits that were let happen. */
  done = 0;

  constructor(options: WishesOptions, wisher: Wisher) {
    this.#options = options;
    this.#wisher = wisher;
  }

  workIn(place: WorkPlace): void {
    this.#place = place;
  }

  async perform(turn: Turn, wish: Wish, title: string, says: string): Promise<Performed> {
    const { log } = this.#wisher;
    const item = log.nextItem();
    const { signal } = turn;
    const answer = await this.#answer(turn, {
      wish,
      title,
      says,
      item,
      approvals: "exact",
      signal,
    });
    // What is told is how long it ran, not how long it waited for somebody.
    const begun = this.#options.clock.now();
    const performed = answer.kind === "approved" ? await this.#execute(turn, answer, item) : answer;
    const durationMs = Math.max(0, this.#options.clock.now() - begun);
    if (performed.kind === "failed") log.notice("warning", performed.why);
    log.emit({ t: "tool.done", item, ...toolEnding(wish, performed), durationMs });
    return performed;
  }

  async ask(turn: Turn, asking: Asking): Promise<Permission> {
    const signal = AbortSignal.any([turn.signal, asking.signal]);
    const answer = await this.#answer(turn, { ...asking, signal });
    if (answer.kind !== "approved") return answer;
    const { effects } = this.#options;
    // Of what is only displayed nobody here knows what is started.
    const approval = asking.approvals === "exact" ? approvalOf(answer) : undefined;
    const program = approval && (await startedElsewhere(effects, answer.actionBytes, signal));
    const checked = await checkAction(effects, answer.actionBytes);
    if (checked.kind !== "void" && !signal.aborted) {
      if (approval !== undefined && program !== undefined) this.#recordStart(approval, program);
      this.#note(checked.action);
      return { kind: "approved", action: checked.action };
    }
    const why = checked.kind === "void" ? checked.why : "the coding agent no longer waits for it";
    this.#makeVoid(answer, why);
    return { kind: "void", why };
  }

  async #execute(turn: Turn, approved: Approved | Allowed, item: number): Promise<Performed> {
    const { log } = this.#wisher;
    const approval = approvalOf(approved);
    const onlooker = {
      output: (delta: string) => log.emit({ t: "tool.output", item, delta }),
      ...(approval && {
        starts: (program: StartedProgram) => this.#recordStart(approval, program),
      }),
    };
    const { effects } = this.#options;
    const performed = await executeAction(effects, approved.actionBytes, turn.signal, onlooker);
    if (performed.kind === "void") this.#makeVoid(approved, performed.why);
    if (performed.kind === "done") this.#note(readAction(approved.actionBytes));
    return performed;
  }

  async #answer(turn: Turn, asking: Asking): Promise<Approved | Allowed | Unapproved> {
    const { log, driver } = this.#wisher;
    const action: Action = { ...asking.wish, v: 1, run: log.id, driver: driver.name };
    const asked = this.#ask(action, asking);
    const { item, title, kind = kindOf(action) } = asking;
    const about = "id" in asked ? { approval: asked.id } : {};
    log.emit({ t: "tool", item, kind, title, ...about, at: this.#options.clock.now() });
    if ("id" in asked) return this.#whenAnswered(turn, asking.signal, asked);
    if (asked.kind === "approved") this.#recordAllowed(asked, item);
    if (asked.kind === "refused") log.notice("warning", asked.why);
    return asked;
  }

  #ask(action: Action, { says, approvals, signal }: Asking): Asked | Allowed | Unapproved {
    if (signal.aborted) return { kind: "withdrawn" };
    const profile = this.#wisher.profile();
    const verdict = judgeAction(action, { ...this.#place, profile });
    if (verdict.kind === "never") return refused(verdict.why);
    try {
      if (verdict.kind === "allowed") {
        const by = { kind: "policy" as const, why: verdict.why, profile };
        return { kind: "approved", actionBytes: freezeAction(action), by };
      }
      const holds = approvals === "exact" && mayHoldForRun(action, verdict, profile);
      const allowed = this.#allowedForRun(action, profile, holds);
      if (allowed !== undefined) return allowed;
      if (!this.#wisher.mayAsk()) return refused("it asks for too much");
      const asking = { action, verdict, says, approvals, mayHoldForRun: holds };
      const asked = this.#options.approvals.ask(asking);
      return asked ?? refused("too many questions are open");
    } catch (failure) {
      if (!(failure instanceof ProtocolFailure)) throw failure;
      return refused(`it cannot be shown on a phone: ${failure.message}`);
    }
  }

  #allowedForRun(action: Action, profile: PolicyProfile, holds: boolean): Allowed | undefined {
    const { grants } = this.#options;
    if (profile === "strict") grants.endOf(action.run, "rules");
    if (!holds) return undefined;
    const actionBytes = freezeAction(action);
    const grant = grants.covering({ action, bytes: actionBytes });
    return grant && { kind: "approved", actionBytes, by: { kind: "grant", grant } };
  }

  async #whenAnswered(
    turn: Turn,
    signal: AbortSignal,
    { id, resolution }: Asked,
  ): Promise<Approved | Unapproved> {
    const { approvals } = this.#options;
    const withdraw = () => approvals.withdraw(id, "the coding agent no longer waits for it");
    signal.addEventListener("abort", withdraw, { once: true });
    const { outcome, actionBytes, words } = await turn.waitFor(resolution);
    signal.removeEventListener("abort", withdraw);
    switch (outcome) {
      case "approved":
        return { kind: "approved", approval: id, actionBytes };
      case "denied":
        return { kind: "denied", ...(words === undefined ? {} : { words }) };
      case "expired":
        return { kind: "expired" };
      case "withdrawn":
      case "void":
        return { kind: "withdrawn" };
    }
  }

  #makeVoid({ approval }: Approved, why: string): void {
    const { log } = this.#wisher;
    if (approval === undefined) log.notice("warning", why);
    else this.#options.approvals.makeVoid(approval, log.id, why);
  }

  /** As durable as an approval is, before anything is done. */
  #recordAllowed({ actionBytes, by }: Allowed, item: number): void {
    const { approvals, clock, grants } = this.#options;
    const { log } = this.#wisher;
    if (by.kind === "grant") {
      const { approval } = by.grant;
      const inputs = grants.use(by.grant, actionBytes);
      return log.record({ t: "grant.used", approval, item, inputs, at: clock.now() });
    }
    const { why, profile } = by;
    const inputs = approvals.recordAllowed(log.id, actionBytes, profile);
    const text = `allowed by policy: ${why}`;
    log.record({ t: "gate", rule: profile, inputs, verdict: "pass", text, at: clock.now() });
  }

  #recordStart(approval: Uint8Array, program: StartedProgram): void {
    this.#options.approvals.recordExecuted(approval, this.#wisher.log.id, program);
  }

  #note(action: Action): void {
    this.done++;
    if (action.t !== "edit") return;
    for (const { path } of action.changes) this.changed.add(path);
  }
}

/** What somebody has approved, now or for the run; undefined where policy lets it go ahead unasked. */
function approvalOf(approved: Approved | Allowed): Uint8Array | undefined {
  const isGranted = "by" in approved && approved.by.kind === "grant";
  return isGranted ? approved.by.grant.approval : approved.approval;
}

function refused(why: string): Unapproved {
  return { kind: "refused", why };
}

function kindOf({ t }: Action): "command" | "edit" | "other" {
  return t === "tool" ? "other" : t;
}
