// Which protocol version two ends speak: the highest common one, chosen by the agent, checked by the
// phone, both inside authenticated messages. A version once spoken with a peer is its floor from then on.

import { ProtocolFailure } from "./failure.ts";

export interface VersionRange {
  readonly min: number;
  readonly max: number;
  /** Counts builds of the product; an agent may refuse the commands of too old a phone. */
  readonly build: number;
}

export const ownVersions: VersionRange = { min: 1, max: 1, build: 1 };

/** 0 on the wire: there is no common version. */
export const noCommonVersion = 0;

export type VersionVerdict =
  | { readonly kind: "common"; readonly version: number }
  | { readonly kind: "update-required"; readonly who: "phone" | "agent" };

export function chooseVersion(phone: VersionRange, agent: VersionRange, floor = 0): VersionVerdict {
  const version = Math.min(phone.max, agent.max);
  const lowest = Math.max(phone.min, agent.min, floor);
  if (version >= lowest) return { kind: "common", version };
  return { kind: "update-required", who: phone.max < agent.max ? "phone" : "agent" };
}

/** What a phone does with the agent's choice: anything but its own result is an attempted downgrade. */
export function checkVersion(
  chosen: number,
  phone: VersionRange,
  agent: VersionRange,
  floor = 0,
): VersionVerdict {
  const verdict = chooseVersion(phone, agent, floor);
  const expected = verdict.kind === "common" ? verdict.version : noCommonVersion;
  // The agent may know a higher floor than we do, never choose something else than the highest.
  if (chosen !== expected && chosen !== noCommonVersion) {
    throw new ProtocolFailure("VERSION", `expected version ${expected}, got ${chosen}`);
  }
  if (chosen === noCommonVersion && verdict.kind === "common") {
    return { kind: "update-required", who: "phone" };
  }
  return verdict;
}
