// A run in the program's memory: the turn that is under way, how it ends, and what is recorded then. There is at
// most one turn at a time; further prompts wait, or go into it.

import type { PolicyProfile } from "@longrein/protocol";
import type { Driver, Opening } from "../runs/driver.ts";
import { LostTurn } from "../runs/lost-turn.ts";
import type { Excess, Quotas } from "../runs/quotas.ts";
import type { RunSettings } from "../store/run-table.ts";
import type { Evidence } from "./evidence.ts";
import type { Prompt } from "./prompt-queue.ts";
import { QuotaWatch } from "./quota-watch.ts";
import type { RunLog } from "./run-log.ts";
import type { SpendLedger } from "./spend-ledger.ts";
import { Talk, type TalkOptions } from "./talk.ts";
import { Turn } from "./turn.ts";
import type { Validated } from "./validations.ts";
import { WaitingPrompts } from "./waiting-prompts.ts";
import { Wishes, type WishesOptions } from "./wishes.ts";
import { within } from "./within.ts";

export interface LiveRunOptions extends WishesOptions, TalkOptions {
  readonly budget: Pick<SpendLedger, "mayStart">;
  readonly evidence: Evidence;
  /** What each turn may use up; asked anew each time. */
  readonly quotas: () => Quotas;
  /** The profile of the run at this moment. */
  profile(): PolicyProfile;
  /** A turn has ended, and no other has begun. */
  rested(): void;
}

type Ended =
  | { readonly state: "done" }
  /** Indeterminate: nobody saw the end of it. */
  | { readonly state: "failed" | "indeterminate"; readonly reason: string };

/** Longer than any coding agent takes to let go of a turn; what has not ended by then is given up. */
const stopWithinMs = 10_000;

export class LiveRun {
  readonly #options: LiveRunOptions;
  readonly #wishes: Wishes;
  readonly #talk: Talk;
  #turn: Turn | undefined;
  #ended: Promise<void> = Promise.resolve();
  /** They begin once the turn before them has come to a good end. */
  readonly waiting: WaitingPrompts;
  readonly #quotas: QuotaWatch;
  /** Calls off what is being recorded after a turn. */
  #hurry: () => void = () => undefined;
  /** The program ends while the run does nothing but wait. */
  #isInterrupted = false;
  /** Whoever stopped it can wait for what is still to be recorded. */
  #mayLinger = true;
  /** When it last came to rest, by the clock that never steps. */
  restingSince: number;

  /** `opening` is for the first conversation of a run that has none yet. */
  constructor(options: LiveRunOptions, opening?: Opening) {
    this.#options = options;
    this.waiting = new WaitingPrompts(options.log, options.clock);
    this.#quotas = new QuotaWatch(options);
    this.#wishes = new Wishes(options, { ...options, mayAsk: () => this.#quotas.mayAsk() });
    const presentTurn = () => this.#turn;
    const doings = { wishes: this.#wishes, quotas: this.#quotas, presentTurn };
    this.#talk = new Talk(options, doings, opening);
    this.restingSince = options.clock.elapsed();
  }

  get log(): RunLog {
    return this.#options.log;
  }

  get driver(): Driver {
    return this.#options.driver;
  }

  get isUnderWay(): boolean {
    return this.#turn !== undefined;
  }

  begin(prompt: Prompt): void {
    const { log } = this.#options;
    const turn = new Turn(log, this.#wishes.done);
    this.#turn = turn;
    log.enter("working");
    log.prompt(prompt);
    this.#quotas.begin((excess) => void this.breakOff(excess));
    this.#ended = this.#work(turn, prompt);
  }

  async steer(prompt: Prompt): Promise<"done" | "BUSY" | "UNSUPPORTED"> {
    const steered = await this.#talk.steer(prompt.text);
    if (steered === "done") this.#options.log.prompt(prompt);
    return steered;
  }

  set(settings: RunSettings): Promise<"done" | "INVALID" | "UNSUPPORTED"> {
    return this.#talk.set(settings);
  }

  /** Because the program ends: what did nothing but wait can be let go on later. */
  async interrupt(): Promise<void> {
    this.#isInterrupted = this.log.onlyWaits;
    await this.stop();
  }

  /** False if it could not be confirmed in time that all of it has ended. */
  async stop(withinMs = stopWithinMs): Promise<boolean> {
    const turn = this.#turn;
    if (turn === undefined) return true;
    const { log, clock } = this.#options;
    log.enter("stopping");
    this.waiting.drop("turn");
    this.#mayLinger = withinMs >= stopWithinMs;
    this.#endTurn(turn, this.#isInterrupted ? "the agent was restarted" : "the run was stopped");
    this.#hurry();
    if (await within(clock, withinMs, this.#ended)) return log.state !== "indeterminate";
    this.#giveUp(turn);
    return false;
  }

  /** The program ends, and what has not ended by now is not recorded any more: the next start says so. */
  abandon(): void {
    const turn = this.#turn;
    this.#turn = undefined;
    this.#quotas.end();
    turn?.end();
    this.#hurry();
  }

  /** Ends the turn because of what it does, though nobody wants it to end: the run has failed then. */
  async breakOff(excess: Excess): Promise<void> {
    const turn = this.#turn;
    if (turn === undefined) return;
    const { log, clock } = this.#options;
    log.exceeded(excess);
    turn.brokenOff = excess.text;
    this.waiting.drop("turn");
    this.#endTurn(turn, excess.text);
    this.#hurry();
    if (!(await within(clock, stopWithinMs, this.#ended))) this.#giveUp(turn);
  }

  /** As a turn in which the coding agent has no part; the run is afterwards in the state in which it was. */
  async validate(): Promise<readonly Validated[]> {
    const { log, clock, evidence, workPlace } = this.#options;
    const turn = new Turn(log, this.#wishes.done);
    this.#turn = turn;
    const validating = workPlace().then(({ folder }) =>
      evidence.validate(folder, this.#hurriedUp()),
    );
    this.#ended = validating.then(
      () => undefined,
      () => undefined,
    );
    try {
      return await validating;
    } finally {
      if (this.#turn === turn) {
        this.#turn = undefined;
        this.restingSince = clock.elapsed();
        this.#goOn();
      }
    }
  }

  /** Lets go of the coding agent. */
  close(): Promise<void> {
    return this.#talk.close();
  }

  async #work(turn: Turn, prompt: Prompt): Promise<void> {
    const conversed = await this.#converse(turn, prompt);
    const { log, clock } = this.#options;
    if (this.#turn !== turn) return; // it was given up
    // What the coding agent has left open ends with its turn: nobody could use it any more.
    this.#endTurn(turn, "the run has ended");
    // Its last command may still be on its way out, and the turn has not ended before that.
    await turn.settled();
    if (this.#turn !== turn) return;
    await this.#gatherEvidence(turn);
    if (this.#turn !== turn) return;
    this.#quotas.end();
    const wasStopped = log.state === "stopping";
    const ended = endOf(conversed, turn.brokenOff, wasStopped);
    if (ended.state === "failed" || ended.state === "indeterminate") await this.close();
    this.#turn = undefined;
    this.restingSince = clock.elapsed();
    if (this.#isInterrupted && ended.state === "stopped") log.interrupt("stopped");
    else log.enter(ended.state, "reason" in ended ? ended.reason : undefined);
    this.#goOn();
  }

  async #gatherEvidence(turn: Turn): Promise<void> {
    const { evidence, log } = this.#options;
    const { changed: edited, done } = this.#wishes;
    const wasStopped = log.state === "stopping" || turn.brokenOff !== undefined;
    const { folder } = this.#talk;
    if (folder === undefined || (wasStopped && !this.#mayLinger)) return;
    const didSomething = done > turn.doneBefore;
    const about = { folder, edited, didSomething, wasStopped };
    await evidence.gather(about, this.#hurriedUp());
  }

  #hurriedUp(): AbortSignal {
    const end = new AbortController();
    this.#hurry = () => end.abort();
    return end.signal;
  }

  async #converse(turn: Turn, { text, images = [] }: Prompt): Promise<Ended> {
    try {
      const conversation = await this.#talk.open();
      if (!turn.signal.aborted) await conversation.turn(text, turn.signal, images);
      return { state: "done" };
    } catch (failure) {
      const state = failure instanceof LostTurn ? "indeterminate" : "failed";
      return { state, reason: failure instanceof Error ? failure.message : "unknown" };
    }
  }

  #endTurn(turn: Turn, reason: string): void {
    const { approvals, questions, log } = this.#options;
    // Before the signal, so that they are told why.
    approvals.withdrawAllOf(log.id, reason);
    questions.withdrawAllOf(log.id);
    turn.end();
  }

  #giveUp(turn: Turn): void {
    const { log } = this.#options;
    if (this.#turn !== turn) return;
    this.#turn = undefined;
    this.#quotas.end();
    // Not waited for: it may never settle.
    void this.close();
    log.enter("indeterminate", "nothing confirms that the coding agent has stopped");
  }

  #goOn(): void {
    const { log, rested, budget } = this.#options;
    if (log.state !== "done") this.waiting.drop("turn");
    const { first } = this.waiting;
    if (first !== undefined && budget.mayStart(first.device, log.id).kind === "blocked") {
      log.notice("warning", "what waited was not begun: the budget of 24 hours is used up");
      this.waiting.drop("budget");
    }
    const next = this.waiting.next();
    if (next === undefined) return rested();
    this.begin(next.prompt);
    next.begun();
  }
}

/** What nobody saw the end of is neither stopped nor failed, whatever was wanted. */
function endOf(
  conversed: Ended,
  brokenOff: string | undefined,
  wasStopped: boolean,
): Ended | { readonly state: "stopped" } {
  if (conversed.state === "indeterminate") return conversed;
  if (wasStopped) return { state: "stopped" };
  return brokenOff === undefined ? conversed : { state: "failed", reason: brokenOff };
}
