// What a run has used so far, added up from its turns; and how full the coding agent's memory is.

import type { UsageItem } from "./transcript-item.ts";

export interface Spent {
  readonly turns: number;
  readonly input: number;
  readonly output: number;
  /** In millionths of a dollar; undefined while no turn has said what it cost. */
  readonly cost: number | undefined;
  /** Some of it comes from a price table, or some turns did not say. */
  readonly estimated: boolean;
  /** Between 0 and 1, as of the last turn that said so. */
  readonly contextShare: number | undefined;
}

export const nothingSpent: Spent = {
  turns: 0,
  input: 0,
  output: 0,
  cost: undefined,
  estimated: false,
  contextShare: undefined,
};

type Usage = Omit<UsageItem, "kind">;

export function addUsage(spent: Spent, usage: Usage): Spent {
  const { input, output, cost, estimated = false } = usage;
  const unsaid =
    cost === undefined ? spent.cost !== undefined : spent.turns > 0 && spent.cost === undefined;
  return {
    turns: spent.turns + 1,
    input: spent.input + input,
    output: spent.output + output,
    cost: cost === undefined ? spent.cost : (spent.cost ?? 0) + cost,
    estimated: spent.estimated || estimated || unsaid,
    contextShare: contextShare(usage) ?? spent.contextShare,
  };
}

function contextShare({ contextUsed, contextMax }: Usage): number | undefined {
  if (contextUsed === undefined || contextMax === undefined || contextMax === 0) return undefined;
  return Math.min(1, contextUsed / contextMax);
}
