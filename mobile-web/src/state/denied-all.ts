// What came of each approval that "deny all" was to deny, from what its machine has said.

import { maySayNo } from "./deniable.ts";
import type { Machines } from "./fleet-state.ts";
import type { Key } from "./identifiers.ts";
import { isPending } from "./overview.ts";

export interface ToDeny {
  readonly machine: Key;
  readonly approval: Key;
  /** Whether its machine could be told to. */
  readonly given: boolean;
}

export const fatesOfDenial = ["denied", "meanwhile", "under-way", "not-reached"] as const;
/** "meanwhile": it was answered elsewhere or was over before this came. */
export type FateOfDenial = (typeof fatesOfDenial)[number];

/** All that waits where this phone may answer, also on machines that it does not reach now. */
export function toDeny(machines: Machines, reached: readonly Key[]): readonly ToDeny[] {
  return [...machines]
    .filter(([, state]) => maySayNo(state))
    .flatMap(([machine, { inbox }]) => {
      const given = reached.includes(machine);
      const pending = [...inbox.approvals.values()].filter(isPending);
      return pending.map(({ key }) => ({ machine, approval: key, given }));
    });
}

export function fateOfDenial(
  machines: Machines,
  { machine, approval, given }: ToDeny,
): FateOfDenial {
  const state = machines.get(machine);
  const resolution = state?.inbox.approvals.get(approval)?.resolution;
  if (state === undefined) return "not-reached";
  if (resolution !== undefined) {
    const isOurs = resolution.device === state.machine?.device;
    return isOurs && resolution.outcome === "denied" ? "denied" : "meanwhile";
  }
  const progress = state.commands.machine.get("deny")?.progress;
  const mayStillCome = given && state.link.kind === "ready" && progress !== "failed";
  return mayStillCome ? "under-way" : "not-reached";
}
