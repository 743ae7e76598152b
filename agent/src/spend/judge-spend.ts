// Whether another turn may begin, by what the last 24 hours have cost: of all, of the device that asks, and of
// the run. Pure. A turn that is under way is never cut off; what it costs is counted when it has ended.

export interface SpendLimits {
  /** Millionths of a dollar, each within any 24 hours. */
  readonly all: number;
  readonly device: number;
  readonly run: number;
}

export type SpendScope = keyof SpendLimits;

export type SpendVerdict =
  | {
      readonly kind: "allowed";
      readonly scope: SpendScope;
      readonly used: number;
      readonly limit: number;
      /** So much of it is used that somebody should know. */ readonly isNear: boolean;
    }
  | {
      readonly kind: "blocked";
      readonly scope: SpendScope;
      readonly used: number;
      readonly limit: number;
    };

export const spendWindowMs = 24 * 60 * 60_000;
const nearShare = 0.8;
const scopes: readonly SpendScope[] = ["all", "device", "run"];

/** Names the tightest: the scope of which the greatest share is used. */
export function judgeSpend(limits: SpendLimits, used: SpendLimits): SpendVerdict {
  const shares = scopes.map((scope) => ({ scope, share: shareOf(used[scope], limits[scope]) }));
  const tightest = shares.reduce((most, each) => (each.share > most.share ? each : most));
  const { scope, share } = tightest;
  const about = { scope, used: used[scope], limit: limits[scope] };
  if (share >= 1) return { kind: "blocked", ...about };
  return { kind: "allowed", ...about, isNear: share >= nearShare };
}

/** Nothing may be spent where the limit is nothing. */
function shareOf(used: number, limit: number): number {
  return limit <= 0 ? 1 : used / limit;
}
