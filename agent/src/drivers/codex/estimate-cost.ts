// An estimate of what a turn has cost, by OpenAI's list prices; a model that is not listed has none.

import { openAiPrices } from "../../runs/openai-prices.ts";

export interface Tokens {
  /** Those from the cache included. */
  readonly input: number;
  readonly cached: number;
  readonly output: number;
}

/** A request with more input than this is dearer as a whole. */
const longFrom = 272_000;
const longInputFactor = 2;
const longOutputFactor = 1.5;

/** Of one request to the model, in millionths of a dollar. */
export function estimateCost(model: string, tokens: Tokens): number | undefined {
  const price = openAiPrices[model];
  if (price === undefined) return undefined;
  const isLong = tokens.input > longFrom;
  const cached = Math.min(tokens.cached, tokens.input);
  const input = (tokens.input - cached) * price.input + cached * price.cached;
  const output = tokens.output * price.output;
  const cost = isLong ? input * longInputFactor + output * longOutputFactor : input + output;
  return Math.round(cost);
}
