// Runs under way: starts drivers, gives each its view of the world, and records every step of a run in
// its feed. A driver's wish becomes an effect only through policy, an approval and the frozen bytes.

import {
  type Action,
  ProtocolFailure,
  type RunState,
  inboxFeed,
  toBase64url,
} from "@longrein/protocol";
import type { Clock } from "../platform/clock.ts";
import { judgeAction } from "../policy/judge-action.ts";
import { cutText } from "../runs/cut-text.ts";
import type { Driver, DriverRun, Performed, RunEvent, Wish } from "../runs/driver.ts";
import { type Effects, executeAction } from "../runs/execute-action.ts";
import { fitEvent, titleBytesMax } from "../runs/fit-event.ts";
import { isUnderWay, mayBecome } from "../runs/run-transitions.ts";
import type { Store } from "../store/store.ts";
import type { ApprovalKeeper } from "./approval-keeper.ts";
import { DeltaGatherer } from "./delta-gatherer.ts";

const reasonBytesMax = 1_024;

export interface Workspace {
  readonly name: string;
  /** Its real path. */
  readonly folder: string;
}

export interface RunKeeperOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly approvals: ApprovalKeeper;
  readonly effects: Effects;
  readonly drivers: readonly Driver[];
  readonly workspaces: readonly Workspace[];
  randomBytes(length: number): Uint8Array;
}

interface Live {
  readonly id: Uint8Array;
  readonly driver: Driver;
  readonly workspace: Workspace;
  state: RunState;
  items: number;
  /** Questions that are open. */
  waiting: number;
  stop: AbortController;
  ended: Promise<void>;
  /** Wishes that have not come to their end; a driver need not wait for them. */
  readonly performing: Set<Promise<Performed>>;
  readonly deltas: DeltaGatherer;
}

export class RunKeeper {
  readonly #options: RunKeeperOptions;
  readonly #live = new Map<string, Live>();

  constructor(options: RunKeeperOptions) {
    this.#options = options;
  }

  /** Undefined if there is no such workspace or driver. */
  open(
    workspaceName: string,
    driverName: string,
    prompt: string,
    title: string,
  ): Uint8Array | undefined {
    const { store, clock, workspaces, drivers, randomBytes } = this.#options;
    const workspace = workspaces.find(({ name }) => name === workspaceName);
    const driver = drivers.find(({ name }) => name === driverName);
    if (workspace === undefined || driver === undefined) return undefined;
    const id = randomBytes(16);
    const at = clock.now();
    const names = { driver: driver.name, workspace: workspace.name };
    store.database.transaction(() => {
      store.runs.add({ id, ...names, state: "starting" }, at);
      const opened = { run: id, title: cutText(title, titleBytesMax), ...names, at };
      store.events.append(inboxFeed, { t: "run.opened", ...opened }, at);
      store.audit.append({ what: "run.opened", run: toBase64url(id), ...names }, at);
    });
    const live: Live = {
      id,
      driver,
      workspace,
      state: "starting",
      items: 0,
      waiting: 0,
      stop: new AbortController(),
      ended: Promise.resolve(),
      performing: new Set(),
      deltas: new DeltaGatherer(clock, (event) => this.#append(id, event)),
    };
    // Not before it is durable that the run exists, and never inside somebody's transaction.
    store.database.afterCommit(() => {
      this.#live.set(toBase64url(id), live);
      this.#work(live, prompt);
    });
    return id;
  }

  /** A further prompt, once the run is at rest. */
  prompt(id: Uint8Array, text: string): "done" | "NOT_FOUND" | "BUSY" {
    const live = this.#live.get(toBase64url(id));
    if (live === undefined) return "NOT_FOUND";
    if (isUnderWay(live.state)) return "BUSY";
    this.#options.store.database.afterCommit(() => this.#work(live, text));
    return "done";
  }

  /** Resolves once the run has really ended; only then it is called stopped. */
  async stop(id: Uint8Array): Promise<"done" | "NOT_FOUND"> {
    const live = this.#live.get(toBase64url(id));
    if (live === undefined) return "NOT_FOUND";
    if (!isUnderWay(live.state)) return "done";
    this.#enter(live, "stopping");
    this.#options.approvals.withdrawAllOf(id, "the run was stopped");
    live.stop.abort();
    await live.ended;
    return "done";
  }

  async stopAll(): Promise<void> {
    await Promise.all([...this.#live.values()].map(({ id }) => this.stop(id)));
  }

  /** After a crash: nobody knows how far these came, so they are not continued as if nothing were. */
  recover(): void {
    const { store, clock, approvals } = this.#options;
    approvals.withdrawAll("the agent was restarted");
    for (const { id } of store.runs.unfinished()) {
      const at = clock.now();
      const reason = "the agent was restarted while this was under way";
      store.database.transaction(() => {
        store.runs.setState(id, "indeterminate", at);
        const event = { run: id, state: "indeterminate" as const, reason, at };
        store.events.append(inboxFeed, { t: "run.state", ...event }, at);
        store.audit.append({ what: "run.indeterminate", run: toBase64url(id) }, at);
      });
    }
  }

  #work(live: Live, prompt: string): void {
    live.stop = new AbortController();
    this.#enter(live, "working");
    const at = this.#options.clock.now();
    this.#emit(live, { t: "prompt", item: live.items++, text: prompt, at });
    const view = this.#viewOf(live, live.stop.signal);
    live.ended = Promise.resolve()
      .then(() => live.driver.work(view, prompt))
      .then(
        () => this.#end(live, "done"),
        (failure: unknown) =>
          this.#end(live, "failed", failure instanceof Error ? failure.message : "unknown"),
      );
  }

  async #end(live: Live, state: "done" | "failed", reason?: string): Promise<void> {
    // What the driver has left open ends with its turn: nobody could use it any more.
    live.stop.abort();
    this.#options.approvals.withdrawAllOf(live.id, "the run has ended");
    // Its last command may still be on its way out, and the run has not ended before that.
    await Promise.allSettled(live.performing);
    if (live.state === "stopping") this.#enter(live, "stopped");
    else this.#enter(live, state, reason);
  }

  #viewOf(live: Live, signal: AbortSignal): DriverRun {
    return {
      folder: live.workspace.folder,
      signal,
      emit: (event) => this.#emit(live, event),
      nextItem: () => live.items++,
      perform: (wish, title, says) => {
        const performing = this.#perform(live, signal, wish, title, says);
        live.performing.add(performing);
        const forget = () => void live.performing.delete(performing);
        performing.then(forget, forget);
        return performing;
      },
    };
  }

  async #perform(
    live: Live,
    signal: AbortSignal,
    wish: Wish,
    title: string,
    says: string,
  ): Promise<Performed> {
    const { clock } = this.#options;
    const action: Action = { ...wish, v: 1, run: live.id, driver: live.driver.name };
    const asked = signal.aborted ? refusal("the run was stopped") : this.#ask(live, action, says);
    const item = live.items++;
    const kind = action.t === "command" ? "command" : "edit";
    const about = "id" in asked ? { approval: asked.id } : {};
    this.#emit(live, { t: "tool", item, kind, title, ...about, at: clock.now() });
    const { performed, durationMs } =
      "id" in asked ? await this.#whenAnswered(live, signal, item, asked) : asked;
    if (performed.kind === "failed" || performed.kind === "refused") {
      this.#emit(live, { t: "notice", level: "warning", text: performed.why, at: clock.now() });
    }
    this.#emit(live, { t: "tool.done", item, ...ending(action, performed), durationMs });
    return performed;
  }

  #ask(live: Live, action: Action, says: string): Asked | Ended {
    const verdict = judgeAction(action, live.workspace.folder);
    if (verdict.kind === "never") return refusal(verdict.why);
    try {
      const asked = this.#options.approvals.ask(action, verdict, says);
      return asked ?? refusal("too many questions are open");
    } catch (failure) {
      if (!(failure instanceof ProtocolFailure)) throw failure;
      return refusal(`it cannot be shown on a phone: ${failure.message}`);
    }
  }

  async #whenAnswered(live: Live, signal: AbortSignal, item: number, asked: Asked): Promise<Ended> {
    live.waiting++;
    this.#enter(live, "waiting");
    const { outcome, actionBytes } = await asked.resolution;
    live.waiting--;
    if (live.state === "waiting" && live.waiting === 0) this.#enter(live, "working");
    if (outcome !== "approved") return unperformed(outcome === "void" ? "withdrawn" : outcome);
    // What is told is how long it ran, not how long it waited for somebody.
    const begun = this.#options.clock.now();
    const output = (delta: string) => this.#emit(live, { t: "tool.output", item, delta });
    const { effects, approvals } = this.#options;
    const performed = await executeAction(effects, actionBytes, signal, output);
    if (performed.kind === "void") approvals.makeVoid(asked.id, live.id, performed.why);
    return { performed, durationMs: Math.max(0, this.#options.clock.now() - begun) };
  }

  #emit(live: Live, event: RunEvent): void {
    live.deltas.add(fitEvent(event));
  }

  #append(run: Uint8Array, event: RunEvent): void {
    this.#options.store.events.append(runFeed(run), event, this.#options.clock.now());
  }

  #enter(live: Live, state: RunState, reason?: string): void {
    if (!mayBecome(live.state, state)) return;
    live.deltas.flush();
    const { store, clock } = this.#options;
    const at = clock.now();
    live.state = state;
    const why = reason === undefined ? {} : { reason: cutText(reason, reasonBytesMax) };
    store.database.transaction(() => {
      store.runs.setState(live.id, state, at);
      store.events.append(inboxFeed, { t: "run.state", run: live.id, state, ...why, at }, at);
      store.audit.append({ what: `run.${state}`, run: toBase64url(live.id) }, at);
    });
  }
}

function runFeed(run: Uint8Array): string {
  return `run:${toBase64url(run)}`;
}

type Asked = NonNullable<ReturnType<ApprovalKeeper["ask"]>>;

interface Ended {
  readonly performed: Performed;
  readonly durationMs: number;
}

function refusal(why: string): Ended {
  return { performed: { kind: "refused", why }, durationMs: 0 };
}

function unperformed(kind: "denied" | "expired" | "withdrawn"): Ended {
  return { performed: { kind }, durationMs: 0 };
}

function ending(action: Action, performed: Performed) {
  const diff =
    action.t === "edit" && performed.kind === "done"
      ? { diff: action.changes.map((change) => change.diff).join("") }
      : {};
  switch (performed.kind) {
    case "done": {
      const { exitCode, truncated = false } = performed;
      if (exitCode === undefined) return { status: "completed" as const, ...diff };
      const status = exitCode === 0 ? ("completed" as const) : ("failed" as const);
      return { status, exitCode, ...(truncated ? { truncated } : {}) };
    }
    case "failed":
      return { status: "failed" as const };
    case "void":
      return { status: "void" as const };
    default:
      return { status: "declined" as const };
  }
}
