// What is known of one run: its state, and every step of it in its feed. What a coding agent says passes
// through here and nowhere else.

import { type AgentEvent, type RunState, inboxFeed, toBase64url } from "@longrein/protocol";
import type { Clock } from "../platform/clock.ts";
import { cutText } from "../runs/cut-text.ts";
import type { RunEvent } from "../runs/driver.ts";
import { fitEvent, titleBytesMax } from "../runs/fit-event.ts";
import { isUnderWay, mayBecome } from "../runs/run-transitions.ts";
import type { Usage } from "../spend/cost-of-usage.ts";
import type { StoredRun } from "../store/run-table.ts";
import type { Store } from "../store/store.ts";
import { DeltaGatherer } from "./delta-gatherer.ts";

const reasonBytesMax = 1_024;
const sessionBytesMax = 256;

type Evidence = Extract<AgentEvent, { t: "attempt" | "gate" }>;
type Prompt = Omit<Extract<AgentEvent, { t: "prompt" }>, "t" | "item" | "at">;

type Used = (usage: Usage, device: Uint8Array | undefined) => void;

export class RunLog {
  readonly id: Uint8Array;
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #feed: string;
  readonly #deltas: DeltaGatherer;
  readonly #used: Used;
  #state: RunState;
  #items: number;
  /** Whose prompt it works on; undefined for one that was given at the machine. */
  #device: Uint8Array | undefined;

  constructor(
    store: Store,
    clock: Clock,
    { id, state, items }: StoredRun,
    used: Used = () => undefined,
  ) {
    this.id = id;
    this.#used = used;
    this.#store = store;
    this.#clock = clock;
    this.#feed = `run:${toBase64url(id)}`;
    this.#state = state;
    // A crash may have kept the count from being written, and nothing is numbered without an event.
    this.#items = Math.max(items, store.events.latest(this.#feed).seq);
    this.#deltas = new DeltaGatherer(clock, (event) => this.#append(event));
  }

  get state(): RunState {
    return this.#state;
  }

  get isUnderWay(): boolean {
    return isUnderWay(this.#state);
  }

  nextItem(): number {
    return this.#items++;
  }

  emit(event: RunEvent): void {
    if (event.t === "usage") this.#used(event, this.#device);
    this.#deltas.add(fitEvent(event));
  }

  /** What the agent itself says of the run. */
  record(event: Evidence): void {
    this.#deltas.flush();
    this.#append(event);
  }

  prompt(prompt: Prompt): void {
    this.#device = prompt.device;
    this.emit({ t: "prompt", item: this.nextItem(), ...prompt, at: this.#clock.now() });
  }

  notice(level: "info" | "warning" | "error", text: string): void {
    this.emit({ t: "notice", level, text, at: this.#clock.now() });
  }

  titled(title: string): void {
    const at = this.#clock.now();
    const event = { run: this.id, title: cutText(title, titleBytesMax), at };
    this.#store.database.transaction(() => {
      this.#store.events.append(inboxFeed, { t: "run.titled", ...event }, at);
    });
  }

  /** One that is too long to be named again is not kept. */
  inSession(session: string): void {
    if (Buffer.byteLength(session) > sessionBytesMax || !session.isWellFormed()) return;
    this.#store.database.transaction(() => this.#store.runs.setSession(this.id, session));
  }

  /** Where the table of states does not allow it, nothing happens. */
  enter(state: RunState, reason?: string): void {
    if (!mayBecome(this.#state, state)) return;
    this.#deltas.flush();
    const { runs, events, audit, database } = this.#store;
    const at = this.#clock.now();
    this.#state = state;
    const why = reason === undefined ? {} : { reason: cutText(reason, reasonBytesMax) };
    database.transaction(() => {
      runs.setState(this.id, state, this.#items, at);
      events.append(inboxFeed, { t: "run.state", run: this.id, state, ...why, at }, at);
      audit.append({ what: `run.${state}`, run: toBase64url(this.id) }, at);
    });
  }

  #append(event: RunEvent | Evidence): void {
    this.#store.events.append(this.#feed, event, this.#clock.now());
  }
}
