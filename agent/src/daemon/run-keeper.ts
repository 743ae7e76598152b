// All runs: opens them, finds them again after a restart, and keeps only so many conversations with coding
// agents at a time. What a run does is in live-run.ts, what is known of it in run-log.ts.

import {
  type Command,
  type OutcomeCode,
  type PolicyProfile,
  inboxFeed,
  toBase64url,
} from "@longrein/protocol";
import { liveRunsMax, mayBeginRun } from "../policy/live-runs.ts";
import { isAtMost } from "../policy/profile.ts";
import type { Driver, Opening } from "../runs/driver.ts";
import { areNames } from "../runs/names-from-phones.ts";
import { titleOf } from "../runs/title-of.ts";
import type { RunSettings, StoredRun } from "../store/run-table.ts";
import type { LiveRun } from "./live-run.ts";
import { type RunPlace, type SharedByRuns, makeLiveRun, profileOf } from "./make-live-run.ts";
import type { Prompt } from "./prompt-queue.ts";
import { RunLog } from "./run-log.ts";
import type { Validated } from "./validations.ts";
import type { WaitingPrompt } from "./waiting-prompts.ts";
import type { Who } from "./who.ts";

/** A conversation that rests this long is closed, if it can be gone on with later. */
const restMaxMs = 15 * 60_000;

export interface RunKeeperOptions extends SharedByRuns {
  readonly drivers: readonly Driver[];
  randomBytes(length: number): Uint8Array;
}

export interface NewRun extends Opening {
  readonly workspace: string;
  readonly driver: string;
  readonly prompt: Prompt;
  readonly profile?: PolicyProfile;
  readonly inPlace?: boolean;
}

type PromptChange = Pick<Extract<Command, { t: "prompt.change" }>, "prompt" | "revision" | "text">;
type Refused = "NOT_FOUND" | "BUSY" | "BUDGET" | "UNSUPPORTED";

export class RunKeeper {
  readonly #options: RunKeeperOptions;
  readonly #live = new Map<string, LiveRun>();
  /** While everything is being ended nothing begins. */
  #isKilling = false;

  constructor(options: RunKeeperOptions) {
    this.#options = options;
  }

  open(run: NewRun): { readonly run: Uint8Array } | Refused | "CEILING" | "INVALID" {
    const { store, clock, randomBytes, ceiling } = this.#options;
    if (!areNames(run)) return "INVALID";
    if (run.profile !== undefined && !isAtMost(run.profile, ceiling.present)) return "CEILING";
    const place = this.#place(run);
    if (place === undefined) return "NOT_FOUND";
    if (!takes(place, run.prompt)) return "UNSUPPORTED";
    if (this.#isSpent(run.prompt)) return "BUDGET";
    if (!this.#mayBegin(run.prompt) || !this.#makeRoom()) return "BUSY";
    const id = randomBytes(16);
    const at = clock.now();
    const names = { driver: run.driver, workspace: run.workspace };
    const { model, mode, profile, session, fork } = run;
    // What a coding agent remembers it remembers of a folder, and would not find in another.
    const inPlace = run.inPlace === true || session !== undefined;
    const stored = { id, ...names, model, mode, profile, inPlace, state: "starting" as const };
    const isOfDesktop = session !== undefined && this.ofSession(run.driver, session) === undefined;
    const desktop = isOfDesktop ? { desktop: true } : {};
    store.database.transaction(() => {
      store.runs.add(stored, at);
      // A copy has no name yet, and the original is not this run's.
      if (session !== undefined && fork !== true) store.runs.setSession(id, session);
      const title = titleOf(run.prompt.text);
      const opened = { t: "run.opened", run: id, title, ...names, ...desktop, at } as const;
      store.events.append(inboxFeed, opened, at);
      store.audit.append({ what: "run.opened", run: toBase64url(id), ...names }, at);
    });
    const opening = {
      ...(model && { model }),
      ...(mode && { mode }),
      ...(session && { session }),
      ...(fork && { fork }),
    };
    const fresh = { ...stored, items: 0, turnFrom: 0, interrupted: false };
    const live = this.#make(fresh, place, opening);
    // Not before it is durable that the run exists, and never inside somebody's transaction.
    store.database.afterCommit(() => {
      this.#live.set(toBase64url(id), live);
      live.begin(run.prompt);
    });
    return { run: id };
  }

  /** The latest run that works on this session of a coding agent's. */
  ofSession(driver: string, session: string): Uint8Array | undefined {
    return this.#options.store.runs.bySession(driver).get(session);
  }

  /**
   * A further prompt for a run at rest, be it of another day; "under-way" for one that is not. `isOffered`: as the
   * protocol's `goOn`.
   */
  prompt(
    id: Uint8Array,
    prompt: Prompt,
    isOffered = false,
  ): "done" | "under-way" | "VOID" | Refused {
    const { store } = this.#options;
    if (isOffered && store.runs.byId(id)?.interrupted !== true) return "VOID";
    const atHand = this.#live.get(toBase64url(id));
    const live = atHand ?? this.#revive(id);
    if (typeof live === "string") return live;
    if (!takes(live, prompt)) return "UNSUPPORTED";
    if (this.#isSpent(prompt, id)) return "BUDGET";
    if (live.isUnderWay) return "under-way";
    if (this.#isKilling || !this.#mayBegin(prompt)) return "BUSY";
    if (atHand === undefined && store.runs.session(id) === undefined) {
      live.log.notice("warning", "the coding agent does not remember what was before");
    }
    store.database.afterCommit(() => {
      this.#live.set(toBase64url(id), live);
      live.begin(prompt);
    });
    return "done";
  }

  /** Because somebody at the machine says so. */
  async validate(
    id: Uint8Array,
  ): Promise<readonly Validated[] | "under-way" | "NOT_FOUND" | "BUSY"> {
    const live = this.#live.get(toBase64url(id)) ?? this.#revive(id);
    if (typeof live === "string") return live === "BUSY" ? live : "NOT_FOUND";
    if (live.isUnderWay) return "under-way";
    if (this.#isKilling) return "BUSY";
    this.#live.set(toBase64url(id), live);
    return live.validate();
  }

  /** Resolves when the prompt was begun; VOID if the turn before it did not come to a good end. */
  async queue(id: Uint8Array, prompt: Prompt): Promise<"done" | "VOID" | Refused> {
    const live = this.#live.get(toBase64url(id));
    if (live === undefined) return "NOT_FOUND";
    const queued = live.waiting.add(prompt);
    if (queued === undefined) return "BUSY";
    return (await queued) === "begun" ? "done" : "VOID";
  }

  /** Nothing waits in a run that is not at work. */
  waitingIn(id: Uint8Array): readonly WaitingPrompt[] {
    return this.#live.get(toBase64url(id))?.waiting.all ?? [];
  }

  /** Of a prompt that waits. */
  changePrompt(id: Uint8Array, { prompt, revision, text }: PromptChange): "done" | OutcomeCode {
    const live = this.#live.get(toBase64url(id));
    return live?.waiting.change(prompt, revision, text) ?? "ALREADY_RESOLVED";
  }

  withdrawPrompt(who: Who, id: Uint8Array, prompt: Uint8Array): "done" | OutcomeCode {
    return this.#live.get(toBase64url(id))?.waiting.withdraw(who, prompt) ?? "ALREADY_RESOLVED";
  }

  async steer(id: Uint8Array, prompt: Prompt): Promise<"done" | "UNSUPPORTED" | Refused> {
    return this.#live.get(toBase64url(id))?.steer(prompt) ?? "NOT_FOUND";
  }

  /** From the next turn on. */
  async set(
    id: Uint8Array,
    settings: RunSettings,
  ): Promise<"done" | "CEILING" | "INVALID" | "UNSUPPORTED" | "NOT_FOUND"> {
    const { store, clock } = this.#options;
    const stored = store.runs.byId(id);
    if (stored === undefined) return "NOT_FOUND";
    if (!areNames(settings)) return "INVALID";
    const { model, mode, profile } = settings;
    if (profile !== undefined && !isAtMost(profile, profileOf(this.#options, id))) return "CEILING";
    const isForDriver = model !== undefined || mode !== undefined;
    const live = this.#live.get(toBase64url(id));
    const result = (isForDriver ? await live?.set(settings) : undefined) ?? "done";
    if (result !== "done") return result;
    const changes = { ...(model && { model }), ...(mode && { mode }), ...(profile && { profile }) };
    store.database.transaction(() => store.runs.setSettings(id, settings));
    const log = this.#live.get(toBase64url(id))?.log ?? new RunLog(store, clock, stored);
    log.emit({ t: "settings", ...changes, at: clock.now() });
    return "done";
  }

  /** Resolves once the run has really ended, or nothing can confirm that it has. */
  async stop(id: Uint8Array): Promise<"done" | "unconfirmed" | "NOT_FOUND"> {
    const live = this.#live.get(toBase64url(id));
    if (live === undefined) {
      const state = this.#options.store.runs.byId(id)?.state;
      if (state === undefined) return "NOT_FOUND";
      return state === "indeterminate" ? "unconfirmed" : "done";
    }
    return (await live.stop()) ? "done" : "unconfirmed";
  }

  /** Ends all runs and lets go of their coding agents; false if some could not be confirmed to be gone. */
  async kill(withinMs: number): Promise<boolean> {
    this.#isKilling = true;
    const all = [...this.#live.values()];
    const stopped = await Promise.all(all.map((live) => live.stop(withinMs)));
    // Not waited for: one that does not let go has been given up.
    for (const live of all) void live.close();
    this.#isKilling = false;
    return stopped.every(Boolean);
  }

  /** Stops all, and lets go of every coding agent. */
  async close(): Promise<void> {
    const all = [...this.#live.values()];
    await Promise.all(all.map((live) => live.interrupt()));
    await Promise.all(all.map((live) => live.close()));
    await Promise.all(this.#options.drivers.map(async (driver) => driver.close?.()));
  }

  /** Before the store is closed. */
  abandonAll(): void {
    for (const live of this.#live.values()) live.abandon();
  }

  /** After a crash: nobody knows how far these came, so they are not continued as if nothing were. All, or killed again none. */
  recover(): void {
    const { store, clock, approvals, questions, grants } = this.#options;
    store.database.transaction(() => {
      const left = store.runs.unfinished().map((run) => new RunLog(store, clock, run));
      const onlyWaited = left.filter((log) => log.onlyWaits);
      approvals.withdrawAll("the agent was restarted");
      grants.endAll();
      questions.withdrawAll();
      for (const log of left) {
        if (onlyWaited.includes(log)) log.interrupt("indeterminate");
        else log.enter("indeterminate", "the agent was restarted while this was under way");
        log.record({ t: "prompt.dropped", why: "restart", at: clock.now() });
      }
    });
  }

  #place(names: { readonly workspace: string; readonly driver: string }): RunPlace | undefined {
    const { workspaces, drivers } = this.#options;
    const workspace = workspaces().find(({ name }) => name === names.workspace);
    const driver = drivers.find(({ name }) => name === names.driver);
    if (workspace === undefined || driver === undefined) return undefined;
    return { driver, workspace };
  }

  #revive(id: Uint8Array): LiveRun | Refused {
    const { store } = this.#options;
    const stored = store.runs.byId(id);
    const place = stored && this.#place(stored);
    if (stored === undefined || place === undefined) return "NOT_FOUND";
    if (!this.#makeRoom()) return "BUSY";
    return this.#make(stored, place);
  }

  #make(stored: StoredRun, place: RunPlace, opening?: Opening): LiveRun {
    const { clock } = this.#options;
    const rested = () => void clock.after(restMaxMs, () => this.#makeRoom());
    return makeLiveRun(this.#options, stored, place, rested, opening);
  }

  #isSpent({ device }: Prompt, run?: Uint8Array): boolean {
    return this.#options.budget.mayStart(device, run).kind === "blocked";
  }

  #mayBegin({ device }: Prompt): boolean {
    const atWork = [...this.#live.values()].filter((live) => live.isUnderWay);
    return mayBeginRun(
      atWork.map(({ log }) => log.device && toBase64url(log.device)),
      device && toBase64url(device),
    );
  }

  /** Lets go of what has rested too long, and where that is not enough, of what has rested longest. */
  #makeRoom(): boolean {
    if (this.#isKilling) return false;
    const { clock, store } = this.#options;
    const resting = [...this.#live.entries()]
      .filter(([, live]) => !live.isUnderWay)
      .toSorted(([, a], [, b]) => a.restingSince - b.restingSince);
    for (const [name, live] of resting) {
      const restedLong = clock.elapsed() - live.restingSince >= restMaxMs;
      const isTooMany = this.#live.size >= liveRunsMax;
      const canGoOn = store.runs.session(live.log.id) !== undefined;
      if (!isTooMany && !(restedLong && canGoOn)) continue;
      this.#live.delete(name);
      void live.close();
    }
    return this.#live.size < liveRunsMax;
  }
}

function takes({ driver }: Pick<RunPlace, "driver">, { images = [] }: Prompt): boolean {
  return images.length === 0 || driver.images === true;
}
