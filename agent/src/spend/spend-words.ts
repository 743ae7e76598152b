// How spending stands, in words: for a run that comes near to a limit, and for `longrein status`. Pure.

import type { SpendScope, SpendVerdict } from "./judge-spend.ts";

const microsPerDollar = 1_000_000;

const settings: Readonly<Record<SpendScope, string>> = {
  all: "spendLimitDollars",
  device: "spendLimitDollarsPerPhone",
  run: "spendLimitDollarsPerRun",
};

const whose: Readonly<Record<SpendScope, string>> = {
  all: "coding agents",
  device: "what this phone asks for",
  run: "this run",
};

export interface SpendWords {
  readonly text: string;
  readonly next: string;
}

export function spendWords({ kind, scope, used, limit }: SpendVerdict): SpendWords {
  const text = `${inDollars(used)} of the ${inDollars(limit)} that ${whose[scope]} may cost in 24 hours are used up`;
  const then = kind === "blocked" ? "no new turn begins" : "at all of it no new turn begins";
  return { text, next: `${then}; longrein config set ${settings[scope]} changes how much it is` };
}

/** Never nothing for something. */
export function inDollars(micros: number): string {
  if (micros > 0 && micros < microsPerDollar / 100) return "less than $0.01";
  return `$${(micros / microsPerDollar).toFixed(2)}`;
}
