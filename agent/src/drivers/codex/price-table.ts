// OpenAI's list prices of 6 November 2026, for an estimate of what a turn has cost. What an account really pays may be another
// sum, or nothing at all under a subscription; a model that is not listed has no estimate.

interface Price {
  /** Dollars for a million tokens, which is millionths of a dollar for one. */
  readonly input: number;
  readonly cached: number;
  readonly output: number;
}

export interface Tokens {
  /** Those from the cache included. */
  readonly input: number;
  readonly cached: number;
  readonly output: number;
}

const prices: Readonly<Record<string, Price>> = {
  "gpt-6.1-sol": { input: 2, cached: 0.1, output: 10 },
  "gpt-6.1-terra": { input: 1, cached: 0.05, output: 5 },
  "gpt-6-astra": { input: 10, cached: 1, output: 50 },
  "gpt-6-sol": { input: 2, cached: 0.2, output: 10 },
  "gpt-6-luna": { input: 0.1, cached: 0.01, output: 0.5 },
  "gpt-5.6-sol": { input: 5, cached: 0.5, output: 30 },
  "gpt-5.6-terra": { input: 2, cached: 0.2, output: 12 },
  "gpt-5.6-luna": { input: 0.2, cached: 0.02, output: 1.2 },
  "gpt-5.5": { input: 5, cached: 0.5, output: 30 },
  "gpt-5.4": { input: 2.5, cached: 0.25, output: 15 },
  "gpt-5.4-mini": { input: 0.75, cached: 0.075, output: 4.5 },
};

/** A request with more input than this is dearer as a whole. */
const longFrom = 272_000;
const longInputFactor = 2;
const longOutputFactor = 1.5;

/** Of one request to the model, in millionths of a dollar. */
export function estimateCost(model: string, tokens: Tokens): number | undefined {
  const price = prices[model];
  if (price === undefined) return undefined;
  const isLong = tokens.input > longFrom;
  const cached = Math.min(tokens.cached, tokens.input);
  const input = (tokens.input - cached) * price.input + cached * price.cached;
  const output = tokens.output * price.output;
  const cost = isLong ? input * longInputFactor + output * longOutputFactor : input + output;
  return Math.round(cost);
}
