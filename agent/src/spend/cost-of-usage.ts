// What a turn has cost, in millionths of a dollar: as its coding agent says, or by the list, or by an estimate
// for models that are on no list. Pure. Never nothing for something: a budget that counts nothing holds nobody.

import type { AgentEvent } from "@longrein/protocol";
import { type ModelPrice, priceOfModel, unknownModelPrice } from "./model-prices.ts";

export type Usage = Extract<AgentEvent, { readonly t: "usage" }>;

export interface Cost {
  readonly micros: number;
  /** Not said by the coding agent itself. */
  readonly estimated: boolean;
}

/** A turn that used something, of which nobody counted the tokens. */
const leastMicros = 1;
const uncountedMicros = 10_000;

/** `otherwise` is the price of a token that no list knows. */
export function costOfUsage(usage: Usage, otherwise: ModelPrice = unknownModelPrice): Cost {
  const { model, input, output, cached = 0, cost = 0, estimated = false } = usage;
  // Some say 0 where they know no price.
  if (cost > 0) return { micros: cost, estimated };
  if (input + output === 0) return { micros: uncountedMicros, estimated: true };
  const price = (model === undefined ? undefined : priceOfModel(model)) ?? otherwise;
  const fromCache = Math.min(cached, input);
  const sum = (input - fromCache) * price.input + fromCache * price.cached + output * price.output;
  return { micros: Math.max(leastMicros, Math.ceil(sum)), estimated: true };
}
