// List prices of models, for turns of which the coding agent does not say what they have cost. What an account
// really pays may be another sum, or none. As their makers published them on 6 November 2026; the dearer price
// where there are several. A name stands for all that begin with it; the longest that fits counts.

import { type ListPrice, openAiPrices } from "../runs/openai-prices.ts";

export type ModelPrice = ListPrice;

const prices: Readonly<Record<string, ModelPrice>> = {
  "claude-fable-5": { input: 10, cached: 1, output: 50 },
  "claude-opus-5": { input: 5, cached: 0.5, output: 25 },
  "claude-opus-5-5": { input: 4, cached: 0.2, output: 20 },
  "claude-opus-4": { input: 15, cached: 1.5, output: 75 },
  "claude-opus-4-5": { input: 5, cached: 0.5, output: 25 },
  "claude-opus-4-6": { input: 5, cached: 0.5, output: 25 },
  "claude-opus-4-7": { input: 5, cached: 0.5, output: 25 },
  "claude-sonnet-5": { input: 2, cached: 0.2, output: 10 },
  "claude-sonnet-4": { input: 3, cached: 0.3, output: 15 },
  "claude-haiku-5-5": { input: 0.5, cached: 0.05, output: 2.5 },
  "claude-haiku-4-5": { input: 1, cached: 0.1, output: 5 },
  ...openAiPrices,
  "gpt-5.5-pro": { input: 30, cached: 30, output: 180 },
  "gpt-5.4-nano": { input: 0.2, cached: 0.02, output: 1.25 },
  "gpt-5.4-pro": { input: 30, cached: 30, output: 180 },
  "gemini-3.5-flash": { input: 1.5, cached: 0.15, output: 9 },
};

/** Of a model that nobody has a price for: as much as a dear one. */
export const unknownModelPrice: ModelPrice = { input: 5, cached: 5, output: 25 };

/** `model` as a coding agent calls it, with or without the maker in front. */
export function priceOfModel(model: string): ModelPrice | undefined {
  const name = model.slice(model.lastIndexOf("/") + 1).toLowerCase();
  const [longest] = Object.keys(prices)
    .filter((each) => name.startsWith(each) && /^(?:$|[-@:[])/.test(name.slice(each.length)))
    .toSorted((a, b) => b.length - a.length);
  return longest === undefined ? undefined : prices[longest];
}
