// The three profiles in order. A run has one, and the ceiling holds for all runs, whatever they say.

import type { PolicyProfile } from "@longrein/protocol";

const looseness: Readonly<Record<PolicyProfile, number>> = { strict: 0, balanced: 1, trusted: 2 };

export function isAtMost(profile: PolicyProfile, ceiling: PolicyProfile): boolean {
  return looseness[profile] <= looseness[ceiling];
}

export function stricterOf(one: PolicyProfile, other: PolicyProfile): PolicyProfile {
  return isAtMost(one, other) ? one : other;
}
