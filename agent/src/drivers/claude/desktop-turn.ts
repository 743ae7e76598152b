// A turn that somebody has begun at the desktop: watched until it is over, and what it asks for is asked on the
// phone as well, beside the dialog that is open there. Whoever answers first has answered.

import type { DriverRun, Permission } from "../../runs/driver.ts";
import { noTo } from "./approver.ts";
import type { Call } from "./calls.ts";
import { DesktopTranscript, type Wanted } from "./desktop-transcript.ts";
import { frozenInput } from "./frozen-input.ts";
import { type OpenSession, openSessionAt } from "./open-sessions.ts";
import { answeredInput, partsOf, questionTool } from "./questions.ts";
import { bashTool, proposalOf } from "./proposal.ts";
import { kindOf } from "./tool-kind.ts";
import { within } from "./within.ts";

export interface DesktopTurnOptions {
  readonly session: string;
  readonly prompt: string;
  readonly promptId: string;
  /** Of the transcript. */
  readonly path: string;
  /** The window that it goes on in. */
  readonly window: OpenSession;
  /** What commands run in there, as far as anybody can tell. */
  readonly shell: string;
  readonly now: () => number;
}

/** What the hook answers; undefined leaves it to the dialog. */
export type Decision =
  | { readonly behavior: "allow"; readonly updatedInput: unknown }
  | { readonly behavior: "deny"; readonly message: string };

interface Followed {
  readonly run: DriverRun;
  readonly transcript: DesktopTranscript;
}

interface Open {
  readonly call: Call;
  readonly withdrawal: AbortController;
  /** The dialog was seen; then it is known when it has gone. */
  wasSeen: boolean;
  looksWithout: number;
}

const lookEveryMs = 300;
/** Between two dialogs there is a moment without one. */
const looksWithoutDialog = 3;
/** Of a turn whose end the transcript does not tell; it is written a moment later than the window shows. */
const looksIdleMax = 30;
const followedWithinMs = 30_000;
/** The prompt is told before the window says that it is at work. */
const idleAtFirstMs = 5_000;
const goesOn = "It goes on at the desktop, and can only be stopped there.";

export class DesktopTurn {
  readonly #options: DesktopTurnOptions;
  readonly #begunAt: number;
  readonly #followed = Promise.withResolvers<Followed>();
  readonly #over = new AbortController();
  readonly #open = new Set<Open>();
  #isFollowed = false;
  #wasBusy = false;
  #looksIdle = 0;

  constructor(options: DesktopTurnOptions) {
    this.#options = options;
    this.#begunAt = options.now();
  }

  get session(): string {
    return this.#options.session;
  }

  get prompt(): string {
    return this.#options.prompt;
  }

  get isFollowed(): boolean {
    return this.#isFollowed;
  }

  /** So is one that no run has followed in time. */
  get isOver(): boolean {
    const isLate = this.#options.now() - this.#begunAt > followedWithinMs;
    return this.#over.signal.aborted || (isLate && !this.#isFollowed);
  }

  /** Settles when it is over, or nobody wants to see more of it. */
  async follow(run: DriverRun, signal: AbortSignal): Promise<void> {
    const { path, promptId, now } = this.#options;
    const transcript = new DesktopTranscript({ run, path, promptId, now });
    this.#isFollowed = true;
    this.#followed.resolve({ run, transcript });
    try {
      while (!signal.aborted) {
        // Before the transcript, so that all that was written by then is told.
        const isOpen = await this.#look();
        await transcript.readOn();
        this.#withdraw(transcript);
        if (!isOpen || this.#hasEnded(transcript)) break;
        await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
      }
    } finally {
      this.#over.abort();
      transcript.close();
    }
    if (signal.aborted) run.emit({ t: "notice", level: "info", text: goesOn, at: now() });
  }

  async ask(wanted: Wanted, signal: AbortSignal): Promise<Decision | undefined> {
    const followed = await within(followedWithinMs, this.#followed.promise, "").catch(
      () => undefined,
    );
    if (followed === undefined || this.#over.signal.aborted) return undefined;
    const call = await followed.transcript.callOf(wanted);
    const withdrawal = new AbortController();
    const open = { call, withdrawal, wasSeen: false, looksWithout: 0 };
    const ended = AbortSignal.any([signal, this.#over.signal, withdrawal.signal]);
    this.#open.add(open);
    const { run } = followed;
    const isQuestion = call.tool === questionTool;
    const decision = isQuestion
      ? await answerTo(run, wanted.input, ended)
      : await this.#permissionFor(run, call, wanted.input, ended);
    this.#open.delete(open);
    return decision;
  }

  async #permissionFor(
    run: DriverRun,
    call: Call,
    input: unknown,
    ended: AbortSignal,
  ): Promise<Decision | undefined> {
    const place = { folder: run.folder, shell: this.#options.shell };
    const proposal = await proposalOf(call, input, place);
    call.item = run.nextItem();
    call.outcome = { kind: "asking" };
    // Where a command runs and in what, Claude Code says and nobody holds it to.
    const approvals = call.tool === bashTool ? "displayed" : "exact";
    const about = { kind: kindOf(call.tool), item: call.item, approvals, signal: ended } as const;
    const permission = await run.ask({ ...proposal, ...about });
    return this.#decided(call, permission, ended);
  }

  async #decided(
    call: Call,
    permission: Permission,
    ended: AbortSignal,
  ): Promise<Decision | undefined> {
    if (permission.kind === "denied") {
      const { words } = permission;
      call.outcome = { kind: "declined", ...(words !== undefined && { words }) };
      return { behavior: "deny", message: words ?? noTo(call) };
    }
    call.outcome = { kind: "unasked" };
    if (permission.kind !== "approved") return undefined;
    const { action } = permission;
    const frozen = await frozenInput(action);
    if (frozen.kind === "void" || ended.aborted) return undefined;
    const { input } = frozen;
    call.outcome = { kind: "approved", action, input };
    call.since = this.#options.now();
    return { behavior: "allow", updatedInput: input };
  }

  /** False when its window has gone. */
  async #look(): Promise<boolean> {
    const { window, session } = this.#options;
    const present = await openSessionAt(window.path);
    if (present?.session !== session) return false;
    const isIdle = present.status === "idle";
    this.#wasBusy ||= !isIdle;
    this.#looksIdle = isIdle ? this.#looksIdle + 1 : 0;
    for (const open of this.#open) {
      const hasDialog = present.status === "waiting";
      open.wasSeen ||= hasDialog;
      open.looksWithout = hasDialog ? 0 : open.looksWithout + 1;
    }
    return true;
  }

  #hasEnded({ hasEnded }: DesktopTranscript): boolean {
    if (this.#looksIdle === 0) return false;
    const mayBegin = !this.#wasBusy && this.#options.now() - this.#begunAt < idleAtFirstMs;
    return hasEnded || (!mayBegin && this.#looksIdle >= looksIdleMax);
  }

  /** What was answered at the desktop is not asked on the phone any more. */
  #withdraw(transcript: DesktopTranscript): void {
    for (const { call, withdrawal, wasSeen, looksWithout } of this.#open) {
      const isGone = wasSeen && looksWithout >= looksWithoutDialog;
      if (isGone || transcript.hasResult(call)) withdrawal.abort();
    }
  }
}

/** Whoever does not answer on the phone leaves it to the dialog. */
async function answerTo(
  run: DriverRun,
  input: unknown,
  ended: AbortSignal,
): Promise<Decision | undefined> {
  const parts = partsOf(input);
  const answer = parts && (await run.question(parts, undefined, ended));
  if (answer === undefined || answer.declined || ended.aborted) return undefined;
  return { behavior: "allow", updatedInput: answeredInput(input, answer) };
}
