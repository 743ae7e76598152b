// Signs a checkpoint of the audit log whenever it has grown enough, and at the start and the end of the
// program, so that what was written before can be changed by nobody who has not the agent's key.

import type { Clock } from "../platform/clock.ts";
import type { AuditHead } from "../audit/checkpoint.ts";
import type { Store } from "../store/store.ts";

/** Entries after which another one is signed. */
const checkpointEvery = 100;

export interface CheckpointKeeperOptions {
  readonly store: Store;
  readonly clock: Clock;
  sign(head: AuditHead): Promise<string>;
  failed(failure: unknown): void;
}

export class CheckpointKeeper {
  readonly #options: CheckpointKeeperOptions;
  readonly #unsubscribe: () => void;
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
    this.#signing = this.#signing.then(() => this.#sign()).catch(this.#options.failed);
    return this.#signing;
  }

  /** Signs the rest; to be called before the store is closed. */
  async stop(): Promise<void> {
    this.#unsubscribe();
    await this.signUpToNow();
  }

  async #sign(): Promise<void> {
    const { store, clock, sign } = this.#options;
    const head = store.audit.head();
    if (head.size <= store.checkpoints.latestSize()) return;
    store.checkpoints.add(head.size, await sign(head), clock.now());
  }
}
