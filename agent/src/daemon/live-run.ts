// A run in the program's memory: its conversation with the coding agent, opened when it is needed, and the
// turn that is under way. There is at most one turn at a time; further prompts wait, or go into it.

import type { PolicyProfile } from "@longrein/protocol";
import type { Clock } from "../platform/clock.ts";
import type { Conversation, Driver, Opening } from "../runs/driver.ts";
import type { RunSettings } from "../store/run-table.ts";
import type { WorkPlace } from "./attempt-keeper.ts";
import { conversationView } from "./conversation-view.ts";
import type { Evidence } from "./evidence.ts";
import type { ApprovalKeeper } from "./approval-keeper.ts";
import type { QuestionKeeper } from "./question-keeper.ts";
import type { RunLog } from "./run-log.ts";
import type { SpendLedger } from "./spend-ledger.ts";
import { Turn } from "./turn.ts";
import type { Validated } from "./validations.ts";
import { Wishes, type WishesOptions } from "./wishes.ts";
import { within } from "./within.ts";

export interface LiveRunOptions extends WishesOptions {
  readonly budget: Pick<SpendLedger, "mayStart">;
  readonly clock: Clock;
  readonly approvals: ApprovalKeeper;
  readonly questions: QuestionKeeper;
  readonly driver: Driver;
  readonly log: RunLog;
  readonly evidence: Evidence;
  /** Where it works; may take a moment, since the place may have to be made first. */
  workPlace(): Promise<WorkPlace>;
  /** The profile of the run at this moment. */
  profile(): PolicyProfile;
  /** With what to go on, once there was a conversation. */
  resumption(): Opening;
  /** A turn has ended, and no other has begun. */
  rested(): void;
}

export interface Prompt {
  readonly text: string;
  /** The command it came with, and whose it was. */
  readonly command?: Uint8Array;
  readonly device?: Uint8Array;
}

type Ended = { readonly state: "done" } | { readonly state: "failed"; readonly reason: string };

interface Queued {
  readonly prompt: Prompt;
  begun(): void;
  dropped(): void;
}

/** Prompts that may wait for the end of a turn. */
const queuedMax = 8;
/** Longer than any coding agent takes to let go of a turn; what has not ended by then is given up. */
const stopWithinMs = 10_000;

export class LiveRun {
  readonly #options: LiveRunOptions;
  readonly #wishes: Wishes;
  #opening: Opening | undefined;
  #conversation: Promise<Conversation> | undefined;
  #turn: Turn | undefined;
  #ended: Promise<void> = Promise.resolve();
  #queue: Queued[] = [];
  /** Where it works, once that is known. */
  #folder: string | undefined;
  /** Calls off what is being recorded after a turn. */
  #hurry: () => void = () => undefined;
  /** Whoever stopped it can wait for what is still to be recorded. */
  #mayLinger = true;
  /** When it last came to rest, by the clock that never steps. */
  restingSince: number;

  /** `opening` is for the first conversation of a run that has none yet. */
  constructor(options: LiveRunOptions, opening?: Opening) {
    this.#options = options;
    this.#opening = opening;
    this.#wishes = new Wishes(options, options);
    this.restingSince = options.clock.elapsed();
  }

  get log(): RunLog {
    return this.#options.log;
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
    this.#ended = this.#work(turn, prompt.text);
  }

  /** Kept until the turn has come to a good end; undefined if too many wait already. */
  queue(prompt: Prompt): Promise<"begun" | "dropped"> | undefined {
    if (this.#queue.length >= queuedMax) return undefined;
    return new Promise((resolve) => {
      this.#queue.push({
        prompt,
        begun: () => resolve("begun"),
        dropped: () => resolve("dropped"),
      });
    });
  }

  async steer(prompt: Prompt): Promise<"done" | "BUSY" | "UNSUPPORTED"> {
    const conversation = await this.#conversation;
    if (conversation?.steer === undefined) return "UNSUPPORTED";
    if (!(await conversation.steer(prompt.text))) return "BUSY";
    this.#options.log.prompt(prompt);
    return "done";
  }

  async set(settings: RunSettings): Promise<"done" | "INVALID" | "UNSUPPORTED"> {
    const conversation = await this.#conversation;
    // The next one is opened with them.
    if (conversation === undefined) return "done";
    if (conversation.set === undefined) return "UNSUPPORTED";
    const { model, mode } = settings;
    const given = { ...(model && { model }), ...(mode && { mode }) };
    return (await conversation.set(given)) ? "done" : "INVALID";
  }

  /** False if it could not be confirmed in time that all of it has ended. */
  async stop(withinMs = stopWithinMs): Promise<boolean> {
    const turn = this.#turn;
    if (turn === undefined) return true;
    const { log, clock } = this.#options;
    log.enter("stopping");
    this.#dropQueue();
    this.#mayLinger = withinMs >= stopWithinMs;
    this.#endTurn(turn, "the run was stopped");
    this.#hurry();
    if (await within(clock, withinMs, this.#ended)) return true;
    this.#giveUp(turn);
    return false;
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

  /** Lets go of the coding agent; a further prompt opens a conversation anew. */
  async close(): Promise<void> {
    const conversation = this.#conversation;
    this.#conversation = undefined;
    await conversation?.then((open) => open.close()).catch(() => undefined);
  }

  async #work(turn: Turn, prompt: string): Promise<void> {
    const ended = await this.#converse(turn, prompt);
    const { log, clock } = this.#options;
    // What the coding agent has left open ends with its turn: nobody could use it any more.
    this.#endTurn(turn, "the run has ended");
    // Its last command may still be on its way out, and the turn has not ended before that.
    await turn.settled();
    if (this.#turn !== turn) return; // it was given up
    await this.#gatherEvidence(turn);
    if (this.#turn !== turn) return;
    const wasStopped = log.state === "stopping";
    if (ended.state === "failed" && !wasStopped) await this.close();
    this.#turn = undefined;
    this.restingSince = clock.elapsed();
    if (wasStopped) log.enter("stopped");
    else log.enter(ended.state, ended.state === "failed" ? ended.reason : undefined);
    this.#goOn();
  }

  async #gatherEvidence(turn: Turn): Promise<void> {
    const { evidence, log } = this.#options;
    const { changed: edited, done } = this.#wishes;
    const wasStopped = log.state === "stopping";
    if (this.#folder === undefined || (wasStopped && !this.#mayLinger)) return;
    const didSomething = done > turn.doneBefore;
    const about = { folder: this.#folder, edited, didSomething, wasStopped };
    await evidence.gather(about, this.#hurriedUp());
  }

  #hurriedUp(): AbortSignal {
    const end = new AbortController();
    this.#hurry = () => end.abort();
    return end.signal;
  }

  async #converse(turn: Turn, prompt: string): Promise<Ended> {
    try {
      const conversation = await this.#open();
      if (!turn.signal.aborted) await conversation.turn(prompt, turn.signal);
      return { state: "done" };
    } catch (failure) {
      return { state: "failed", reason: failure instanceof Error ? failure.message : "unknown" };
    }
  }

  async #open(): Promise<Conversation> {
    this.#conversation ??= this.#newConversation();
    const conversation = await this.#conversation;
    this.#opening = undefined;
    return conversation;
  }

  #newConversation(): Promise<Conversation> {
    const { driver, log, questions, resumption, workPlace } = this.#options;
    // One that was let go of may still speak; it can no longer ask for anything.
    const turn = () => (this.#conversation === conversation ? this.#turn : undefined);
    const opening = this.#opening ?? resumption();
    const conversation = workPlace().then((place) => {
      this.#wishes.workIn(place);
      this.#folder = place.folder;
      const view = conversationView(place.folder, log, questions, this.#wishes, turn);
      return driver.open(view, opening);
    });
    conversation.catch(() => {
      if (this.#conversation === conversation) this.#conversation = undefined;
    });
    return conversation;
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
    // Not waited for: it may never settle.
    void this.close();
    log.enter("indeterminate", "nothing confirms that the coding agent has stopped");
  }

  #goOn(): void {
    const { log, rested, budget } = this.#options;
    if (log.state !== "done") this.#dropQueue();
    const next = this.#queue.shift();
    if (next === undefined) return rested();
    if (budget.mayStart(next.prompt.device, log.id).kind === "blocked") {
      log.notice("warning", "what waited was not begun: the budget of 24 hours is used up");
      next.dropped();
      this.#dropQueue();
      return rested();
    }
    this.begin(next.prompt);
    next.begun();
  }

  #dropQueue(): void {
    for (const { dropped } of this.#queue.splice(0)) dropped();
  }
}
