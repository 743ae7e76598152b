// Signs a checkpoint of the audit log whenever it has grown enough, and at the start and the end of the
// program, so that what was written before can be changed by nobody who has not the agent's key.

import type { Clock } from "../platform/clock.ts";
import type { AuditHead } from "../audit/checkpoint.ts";
import type { Store } from "../store/store.ts";
import { endWithin } from "./within.ts";

/** Entries after which another one is signed. */
const checkpointEvery = 100;
/** What is not signed by then is signed at the next start. */
const signWithinMs = 2_000;

export interface CheckpointKeeperOptions {
  readonly store: Store;
  readonly clock: Clock;
  sign(head: AuditHead): Promise<string>;
  failed(failure: unknown): void;
}

export class CheckpointKeeper {
  readonly #options: CheckpointKeeperOptions;
  readonly #unsubscribe: () => void;
  #isStopped = false;
  #signing: Promise<void> = Promise.resolve();

  constructor(options: CheckpointKeeperOptions) {
    this.#options = options;
    const { audit, checkpoints } = options.store;
    this.#unsubscribe = audit.onAppended((size) => {
      if (size >= checkpoints.latestSize() + checkpointEvery) void this.signUpToNow();
    });
  }

  /** Signs what is there, unless that is signed already. Never rejects. */
  signUpToNow(): Promise<void> {
    this.#signing = this.#signing
      .then(() => this.#sign())
      .catch((failure: unknown) => {
        if (!this.#isStopped) this.#options.failed(failure);
      });
    return this.#signing;
  }

  /** Signs the rest; to be called before the store is closed, which is not touched any more afterwards. */
  async stop(): Promise<void> {
    this.#unsubscribe();
    await endWithin(this.#options.clock, signWithinMs, this.signUpToNow());
    this.#isStopped = true;
  }

  async #sign(): Promise<void> {
    if (this.#isStopped) return;
    const { store, clock, sign } = this.#options;
    const head = store.audit.head();
    if (head.size <= store.checkpoints.latestSize()) return;
    const note = await sign(head);
    if (!this.#isStopped) store.checkpoints.add(head.size, note, clock.now());
  }
}
