// The account of what coding agents have cost: written with every turn that ends, asked before one begins.

import type { Spend } from "@longrein/protocol";
import type { Clock } from "../platform/clock.ts";
import { type Usage, costOfUsage } from "../spend/cost-of-usage.ts";
import {
  type SpendLimits,
  type SpendVerdict,
  judgeSpend,
  spendWindowMs,
} from "../spend/judge-spend.ts";
import type { Store } from "../store/store.ts";

export interface SpendLedgerOptions {
  readonly store: Store;
  readonly clock: Clock;
  /** Asked anew each time, since the setting may change while we run. */
  limits(): DollarLimits;
}

/** Of any 24 hours, in dollars. One device, or one run, may use up all of it where nothing else is said. */
export interface DollarLimits {
  readonly all: number;
  readonly device?: number | undefined;
  readonly run?: number | undefined;
}

const microsPerDollar = 1_000_000;
const keptMs = 31 * spendWindowMs;

export class SpendLedger {
  readonly #options: SpendLedgerOptions;
  readonly #listeners = new Set<() => void>();

  constructor(options: SpendLedgerOptions) {
    this.#options = options;
  }

  /**
   * `device` is whose prompt it was; absent for one that was given at the machine. Returns how things stand if this
   * brought them so near to a limit, or beyond, that somebody should know.
   */
  record(run: Uint8Array, device: Uint8Array | undefined, usage: Usage): SpendVerdict | undefined {
    const { store, clock } = this.#options;
    const before = this.mayStart(device, run);
    const { micros: cost, estimated } = costOfUsage(usage);
    const { model, input, output, cached = 0 } = usage;
    const at = clock.now();
    store.database.transaction(() => {
      store.usage.add({ run, device, model, input, output, cached, cost, estimated }, at);
      store.usage.prune(at - keptMs);
    });
    for (const listener of this.#listeners) listener();
    const after = this.mayStart(device, run);
    return nearness(after) > nearness(before) ? after : undefined;
  }

  mayStart(device: Uint8Array | undefined, run: Uint8Array | undefined): SpendVerdict {
    const { usage } = this.#options.store;
    const since = this.#since();
    return judgeSpend(this.#limits(), {
      all: usage.all(since).cost,
      device: usage.ofDevice(device, since).cost,
      run: run === undefined ? 0 : usage.ofRun(run, since).cost,
    });
  }

  /** As phones are told. */
  summary(): Spend {
    const { cost, estimated } = this.#options.store.usage.all(this.#since());
    return { used: cost, limit: this.#limits().all, estimated };
  }

  /** Calls back when something was spent; returns how to stop. */
  onSpent(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #since(): number {
    return this.#options.clock.now() - spendWindowMs;
  }

  #limits(): SpendLimits {
    const { all, device = all, run = all } = this.#options.limits();
    const micros = (dollars: number) => Math.round(dollars * microsPerDollar);
    return { all: micros(all), device: micros(device), run: micros(run) };
  }
}

function nearness(verdict: SpendVerdict): number {
  if (verdict.kind === "blocked") return 2;
  return verdict.isNear ? 1 : 0;
}
