// What keeps the records in order while the agent runs: checkpoints of the audit log, the counts of what was
// refused, and the forgetting of what is old enough.

import { signCheckpoint } from "../audit/checkpoint.ts";
import type { Log } from "../egress/log.ts";
import { type AgentKeys, namesOf } from "../platform/agent-keys.ts";
import type { Clock } from "../platform/clock.ts";
import { nodePrimitives } from "../platform/node-primitives.ts";
import type { Store } from "../store/store.ts";
import type { Removed } from "./attempt-keeper.ts";
import { AuditRecords } from "./audit-records.ts";
import { CheckpointKeeper } from "./checkpoint-keeper.ts";
import { within } from "./within.ts";

export interface RecordKeepingOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly keys: AgentKeys;
  readonly log: Log;
  /** Asked anew each time: the setting may change while we run. */
  retentionDays(): number;
  /** Takes away the folders of runs that were forgotten. */
  readonly removeFolders?: (removed: Removed, signal: AbortSignal) => Promise<void>;
}

const everyHourMs = 3_600_000;
/** Where nothing is to be kept after a run's end, an hour would be long. */
const everyMinuteMs = 60_000;
const removeWithinMs = 2_000;

export class RecordKeeping {
  readonly audit: AuditRecords;
  readonly #options: RecordKeepingOptions;
  readonly #checkpoints: CheckpointKeeper;
  #cancelTimer: () => void = () => undefined;
  #removing: Promise<void> = Promise.resolve();
  readonly #stopping = new AbortController();

  constructor(options: RecordKeepingOptions) {
    this.#options = options;
    const { store, clock, keys, log } = options;
    const { sessionId, identity } = keys;
    const agent = namesOf(keys);
    this.#checkpoints = new CheckpointKeeper({
      store,
      clock,
      sign: (head) => signCheckpoint(nodePrimitives, identity, sessionId, head),
      failed: (failure) => log.write("error", "checkpoint.failed", { failure }),
    });
    const checkpoints = this.#checkpoints;
    this.audit = new AuditRecords({ store, clock, primitives: nodePrimitives, agent, checkpoints });
  }

  /** What a crash left unsigned is signed, and what became old meanwhile is forgotten. */
  start(): void {
    void this.#checkpoints.signUpToNow();
    this.#tidy();
  }

  /** Before the store is closed. */
  async stop(): Promise<void> {
    this.#cancelTimer();
    // What is not done by then is done at the next start.
    await within(this.#options.clock, removeWithinMs, this.#removing);
    this.#stopping.abort();
    await this.#checkpoints.stop();
  }

  async #removeFolders(): Promise<void> {
    const { log, removeFolders } = this.#options;
    // Some may take longer than the time until the next look.
    await this.#removing;
    try {
      await removeFolders?.(({ run, ...told }) => {
        if (this.#stopping.signal.aborted) return;
        if ("failure" in told)
          log.write("warning", "worktree.kept", { run, failure: told.failure });
        else log.write("info", "worktree.removed", { run, state: told.kept ? "branch" : "empty" });
      }, this.#stopping.signal);
    } catch (failure) {
      if (!this.#stopping.signal.aborted) log.write("error", "retention.failed", { failure });
    }
  }

  #tidy(): void {
    const { store, clock, log, retentionDays } = this.#options;
    const days = retentionDays();
    try {
      store.refusals.tellCounts(clock.now());
      const { runs, erased } = store.retention.forget(clock.now(), days);
      store.database.removeEarlierVersions(clock.now(), days);
      if (runs.length > 0 || !erased) {
        const state = erased ? "erased" : "busy";
        log.write("info", "retention.done", { count: runs.length, state });
      }
    } catch (failure) {
      // Tried again the next time; a full disk, for one, must not end the agent.
      log.write("error", "retention.failed", { failure });
    }
    this.#removing = this.#removeFolders();
    const next = days === 0 ? everyMinuteMs : everyHourMs;
    this.#cancelTimer = clock.after(next, () => this.#tidy());
  }
}
