// The inbox as a list to look at: which runs there are and what they ask, told from its events. Kept up to
// date by reading on from where the last look ended.

import {
  type AgentEvent,
  type ApprovalAsk,
  type Cursor,
  type Question,
  type RunState,
  inboxFeed,
  toBase64url,
} from "@longrein/protocol";
import { readOn } from "../store/read-on.ts";
import type { Store } from "../store/store.ts";

export interface SeenRun {
  readonly id: Uint8Array;
  readonly title: string;
  readonly driver: string;
  readonly workspace: string;
  readonly state: RunState;
  readonly reason: string | undefined;
  readonly at: number;
}

/** Older ones are still in the store, and found by their id. */
const runsKept = 256;

export class InboxOverview {
  readonly #store: Store;
  #cursor: Cursor = { feed: inboxFeed, seq: 0, chain: new Uint8Array(32) };
  readonly #runs = new Map<string, SeenRun>();
  readonly #asks = new Map<string, ApprovalAsk>();
  readonly #questions = new Map<string, Question>();

  constructor(store: Store) {
    this.#store = store;
  }

  /** The newest first. */
  runs(): SeenRun[] {
    this.#readOn();
    return [...this.#runs.values()].toReversed();
  }

  /** Approvals that wait for an answer, the oldest first. */
  asks(): ApprovalAsk[] {
    this.#readOn();
    return [...this.#asks.values()];
  }

  /** Questions that do, the oldest first. */
  questions(): Question[] {
    this.#readOn();
    return [...this.#questions.values()];
  }

  /** Who asks, and where; undefined of a run that is no longer known. */
  whose(run: Uint8Array): Pick<SeenRun, "driver" | "workspace"> | undefined {
    this.#readOn();
    const its = this.#runs.get(toBase64url(run));
    return its && { driver: its.driver, workspace: its.workspace };
  }

  #readOn(): void {
    this.#cursor = readOn(this.#store.events, this.#cursor, (event) => this.#take(event));
  }

  #take(event: AgentEvent): void {
    switch (event.t) {
      case "run.opened": {
        const { run: id, title, driver, workspace, at } = event;
        this.#keep({ id, title, driver, workspace, state: "starting", reason: undefined, at });
        return;
      }
      case "run.state": {
        const { run, state, reason, at } = event;
        return this.#change(run, { state, reason, at });
      }
      case "run.titled":
        return this.#change(event.run, { title: event.title });
      case "approval.asked":
        this.#asks.set(toBase64url(event.ask.approval), event.ask);
        return;
      case "approval.resolved":
        this.#asks.delete(toBase64url(event.approval));
        return;
      case "question.asked":
        this.#questions.set(toBase64url(event.ask.question), event.ask);
        return;
      case "question.resolved":
        this.#questions.delete(toBase64url(event.question));
        return;
      default:
        return;
    }
  }

  #keep(run: SeenRun): void {
    this.#runs.set(toBase64url(run.id), run);
    const [oldest] = this.#runs.keys();
    if (this.#runs.size > runsKept && oldest !== undefined) this.#runs.delete(oldest);
  }

  #change(id: Uint8Array, about: Partial<SeenRun>): void {
    const run = this.#runs.get(toBase64url(id));
    if (run !== undefined) this.#runs.set(toBase64url(id), { ...run, ...about });
  }
}
