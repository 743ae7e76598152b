// What is known of one run: its state, and every step of it in its feed. What a coding agent says passes
// through here and nowhere else.

import {
  type AgentEvent,
  ProtocolFailure,
  type RunState,
  inboxFeed,
  toBase64url,
} from "@longrein/protocol";
import type { Clock } from "../platform/clock.ts";
import { cutText } from "../runs/cut-text.ts";
import type { RunEvent } from "../runs/driver.ts";
import { fitEvent, titleBytesMax } from "../runs/fit-event.ts";
import type { Excess } from "../runs/quotas.ts";
import { isUnderWay, mayBecome } from "../runs/run-transitions.ts";
import type { Usage } from "../spend/cost-of-usage.ts";
import type { StoredRun } from "../store/run-table.ts";
import type { ArtifactKind, KeptArtifact } from "../store/artifact-table.ts";
import type { Store } from "../store/store.ts";
import { endGrantsOf } from "./end-grant.ts";
import { DeltaGatherer } from "./delta-gatherer.ts";
import { goOnPrompt, onlyWaits } from "./only-waits.ts";
import type { Prompt } from "./prompt-queue.ts";
import { type LongOutput, ToolOutputs } from "./tool-outputs.ts";

const reasonBytesMax = 1_024;
const sessionBytesMax = 256;

type Evidence = Extract<
  AgentEvent,
  {
    t:
      | "artifact"
      | "attempt"
      | "gate"
      | "grant.used"
      | "prompt.dropped"
      | "prompt.queued"
      | "validation";
  }
>;
/** What is kept beside the feed, and how the feed tells of it. */
interface Keeping extends LongOutput {
  readonly kind: ArtifactKind;
  readonly title: string;
  readonly item?: number;
}

type Used = (usage: Usage, device: Uint8Array | undefined) => void;

export class RunLog {
  readonly id: Uint8Array;
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #feed: string;
  readonly #deltas: DeltaGatherer;
  readonly #used: Used;
  readonly #outputs = new ToolOutputs();
  #hasRoom = true;
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

  get device(): Uint8Array | undefined {
    return this.#device;
  }

  get isUnderWay(): boolean {
    return isUnderWay(this.#state);
  }

  nextItem(): number {
    return this.#items++;
  }

  /** What no phone could read is left out, and that is told: a coding agent's mistake must not end ours. */
  emit(event: RunEvent): void {
    try {
      this.#take(event);
    } catch (error) {
      if (!(error instanceof ProtocolFailure)) throw error;
      this.notice("warning", `something that the coding agent told was left out: ${error.message}`);
    }
  }

  #take(event: RunEvent): void {
    switch (event.t) {
      case "settings":
        // An agent that names neither model nor mode has told nothing.
        return (event.model ?? event.mode ?? event.profile)
          ? this.#deltas.add(fitEvent(event))
          : undefined;
      case "usage":
        this.#used(event, this.#device);
        return this.#deltas.add(fitEvent(event));
      case "tool.output": {
        const delta = this.#outputs.take(event.item, event.delta);
        return delta === "" ? undefined : this.#deltas.add({ ...event, delta });
      }
      case "tool.done": {
        const isLong = this.#keepOutput(event.item);
        return this.#deltas.add(fitEvent(isLong ? { ...event, truncated: true } : event));
      }
      default:
        return this.#deltas.add(fitEvent(event));
    }
  }

  /** What the agent itself says of the run. */
  record(event: Evidence): void {
    this.#deltas.flush();
    this.#append(event);
  }

  /** Undefined if nothing more of this run can be kept. */
  keep({ kind, title, text, isWhole, item }: Keeping): KeptArtifact | undefined {
    this.#deltas.flush();
    const at = this.#clock.now();
    const about = { title: cutText(title, titleBytesMax), ...(item === undefined ? {} : { item }) };
    const kept = this.#store.database.transaction(() => {
      const found = this.#store.artifacts.keep(this.id, kind, text, isWhole);
      // The same diff once more tells nothing; the same output of another command does.
      if (found === undefined || (found.isRepeated && item === undefined)) return found;
      const { artifact, bytes, truncated } = found;
      const cut = truncated ? { truncated } : {};
      this.#append({ t: "artifact", artifact, kind, ...about, bytes, ...cut, at });
      return found;
    });
    if (kept === undefined && this.#hasRoom) {
      this.#hasRoom = false;
      this.notice(
        "warning",
        "nothing more is kept of what this run changes and prints: its room is used up",
      );
    }
    return kept;
  }

  prompt({ images = [], ...prompt }: Prompt): void {
    this.#device = prompt.device;
    const beside = images.length === 0 ? {} : { images: images.length };
    this.emit({ t: "prompt", item: this.nextItem(), ...prompt, ...beside, at: this.#clock.now() });
  }

  notice(level: "info" | "warning" | "error", text: string): void {
    this.emit({ t: "notice", level, text, at: this.#clock.now() });
  }

  /** With what to do about it. */
  warn({ text, next }: { readonly text: string; readonly next: string }): void {
    this.emit({ t: "notice", level: "warning", text, next, at: this.#clock.now() });
  }

  /** Told where it is seen, and where it is kept. */
  exceeded({ quota, text, next }: Excess): void {
    const at = this.#clock.now();
    this.#store.database.transaction(() => {
      this.emit({ t: "notice", level: "error", text, next, at });
      this.#store.audit.append({ what: "run.exceeded", run: toBase64url(this.id), quota }, at);
    });
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

  get onlyWaits(): boolean {
    return onlyWaits(this.#store, this.id);
  }

  /** The program has ended, or does, while the run did nothing but wait: it can be let go on. */
  interrupt(state: "indeterminate" | "stopped"): void {
    this.enter(state, "the agent was restarted while this waited for an answer", goOnPrompt);
  }

  /** Where the table of states does not allow it, nothing happens. `goOn`: see the protocol's `run.state`. */
  enter(state: RunState, reason?: string, goOn?: string): void {
    if (!mayBecome(this.#state, state)) return;
    if (!isUnderWay(state)) for (const item of this.#outputs.items) this.#keepOutput(item);
    this.#deltas.flush();
    const { runs, events, audit, database } = this.#store;
    const at = this.#clock.now();
    const isTurnsBegin = state === "working" && this.#state !== "waiting";
    this.#state = state;
    const why = reason === undefined ? {} : { reason: cutText(reason, reasonBytesMax) };
    const offer = goOn === undefined ? {} : { goOn };
    database.transaction(() => {
      runs.setState(this.id, state, this.#items, at);
      if (isTurnsBegin) runs.beginTurn(this.id, this.#items);
      if (goOn !== undefined) runs.setInterrupted(this.id);
      events.append(inboxFeed, { t: "run.state", run: this.id, state, ...why, ...offer, at }, at);
      audit.append({ what: `run.${state}`, run: toBase64url(this.id) }, at);
      // At rest it may be given a further prompt; what was stopped or went wrong is another matter then.
      if (!isUnderWay(state) && state !== "done") endGrantsOf(this.#store, this.id, "run", at);
    });
  }

  /** Whether there was more of it than was shown. */
  #keepOutput(item: number): boolean {
    const long = this.#outputs.end(item);
    if (long === undefined) return false;
    const title = long.isWhole ? "all that it printed" : "the first of what it printed";
    this.keep({ kind: "log", title, ...long, item });
    return true;
  }

  #append(event: RunEvent | Evidence): void {
    this.#store.events.append(this.#feed, event, this.#clock.now());
  }
}
