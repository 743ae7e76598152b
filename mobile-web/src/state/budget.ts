// How much of its budget a machine has spent within the last 24 hours, as it says itself; and whether somebody should
// know. The machine, not the phone, refuses what goes beyond it.

import type { Spend } from "@longrein/protocol";

export interface Budget {
  readonly spend: Spend;
  /** Of the limit; 1 where nothing may be spent. */
  readonly share: number;
  /** "spent": no new turn begins. */
  readonly level: "calm" | "near" | "spent";
}

/** As the machine judges it. */
const nearShare = 0.8;

export function budgetOf(spend: Spend | undefined): Budget | undefined {
  if (spend === undefined) return undefined;
  const share = spend.limit <= 0 ? 1 : spend.used / spend.limit;
  return { spend, share, level: share >= 1 ? "spent" : share >= nearShare ? "near" : "calm" };
}
