// What a turn has used: Codex counts tokens for every request to the model, and never says a price, so that
// what is told of money is an estimate.

import type { RunEvent } from "../../runs/driver.ts";
import { fieldOf, numberOf } from "../../runs/loose-fields.ts";
import { type Tokens, estimateCost } from "./estimate-cost.ts";

type UsageEvent = Extract<RunEvent, { t: "usage" }>;

export class UsageCount {
  readonly #model: string | undefined;
  #sum: Tokens | undefined;
  /** Undefined as soon as one request has no price. */
  #cost: number | undefined = 0;
  #contextUsed = 0;
  #contextMax: number | undefined;

  constructor(model: string | undefined) {
    this.#model = model;
  }

  /** What `thread/tokenUsage/updated` tells of the last request. */
  add(params: unknown): void {
    const usage = fieldOf(params, "tokenUsage");
    const last = fieldOf(usage, "last");
    const count = (name: string) => Math.max(0, Math.round(numberOf(last, name) ?? 0));
    const tokens = {
      input: count("inputTokens"),
      cached: count("cachedInputTokens"),
      output: count("outputTokens"),
    };
    const cost = this.#model === undefined ? undefined : estimateCost(this.#model, tokens);
    this.#cost = this.#cost === undefined || cost === undefined ? undefined : this.#cost + cost;
    const { input, cached, output } = this.#sum ?? { input: 0, cached: 0, output: 0 };
    this.#sum = {
      input: input + tokens.input,
      cached: cached + tokens.cached,
      output: output + tokens.output,
    };
    this.#contextUsed = count("totalTokens");
    this.#contextMax = numberOf(usage, "modelContextWindow");
  }

  /** Undefined if nothing was counted. */
  event(at: number): UsageEvent | undefined {
    if (this.#sum === undefined) return undefined;
    return {
      t: "usage",
      ...this.#sum,
      contextUsed: this.#contextUsed,
      ...(this.#model !== undefined && { model: this.#model }),
      ...(this.#contextMax !== undefined && { contextMax: this.#contextMax }),
      ...(this.#cost !== undefined && { cost: this.#cost, estimated: true }),
      at,
    };
  }
}
