// What keeps the records in order while the agent runs: checkpoints of the audit log, the counts of what was
// refused, and the forgetting of what is old enough.

import type { AgentNames } from "../approvals/judge-answer.ts";
import { signCheckpoint } from "../audit/checkpoint.ts";
import type { Log } from "../egress/log.ts";
import type { AgentKeys } from "../platform/agent-keys.ts";
import type { Clock } from "../platform/clock.ts";
import { nodePrimitives } from "../platform/node-primitives.ts";
import type { Store } from "../store/store.ts";
import { AuditRecords } from "./audit-records.ts";
import { CheckpointKeeper } from "./checkpoint-keeper.ts";

export interface RecordKeepingOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly keys: AgentKeys;
  readonly log: Log;
  /** Asked anew each time: the setting may change while we run. */
  retentionDays(): number;
  /** What is kept of a run elsewhere is to go with it; in the transaction in which it goes. */
  readonly alsoForget?: (run: Uint8Array) => void;
}

const everyHourMs = 3_600_000;
/** Where nothing is to be kept after a run's end, an hour would be long. */
const everyMinuteMs = 60_000;

export class RecordKeeping {
  readonly audit: AuditRecords;
  readonly #options: RecordKeepingOptions;
  readonly #checkpoints: CheckpointKeeper;
  #cancelTimer: () => void = () => undefined;

  constructor(options: RecordKeepingOptions) {
    this.#options = options;
    const { store, clock, keys, log } = options;
    const { sessionId, noise, identity } = keys;
    const agent: AgentNames = {
      sessionId,
      noiseKey: noise.public,
      identityKey: identity.public,
    };
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
    await this.#checkpoints.stop();
  }

  #tidy(): void {
    const { store, clock, log, retentionDays, alsoForget } = this.#options;
    const days = retentionDays();
    try {
      store.refusals.tellCounts(clock.now());
      const { runs, erased } = store.retention.forget(clock.now(), days, alsoForget);
      if (runs.length > 0 || !erased) {
        const state = erased ? "erased" : "busy";
        log.write("info", "retention.done", { count: runs.length, state });
      }
    } catch (failure) {
      // Tried again the next time; a full disk, for one, must not end the agent.
      log.write("error", "retention.failed", { failure });
    }
    const next = days === 0 ? everyMinuteMs : everyHourMs;
    this.#cancelTimer = clock.after(next, () => this.#tidy());
  }
}
