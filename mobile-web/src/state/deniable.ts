// What "deny all" would deny: the approvals that wait on machines which this phone may answer, and can now.

import { isAnswerable } from "./approvability.ts";
import type { PhoneState } from "./app-state.ts";
import type { Machines } from "./fleet-state.ts";
import type { Key } from "./identifiers.ts";
import { mayCommand } from "./may-command.ts";
import { isPending } from "./overview.ts";

export interface OpenOnMachine {
  readonly machine: Key;
  readonly approvals: number;
  /** Those that asked, which are stopped. */
  readonly runs: number;
}

export function openOn(machines: Machines): readonly OpenOnMachine[] {
  return [...machines]
    .filter(([, state]) => maySayNo(state) && isAnswerable(state))
    .map(([machine, { inbox }]) => {
      const pending = [...inbox.approvals.values()].filter(isPending);
      const runs = new Set(pending.map(({ run }) => run)).size;
      return { machine, approvals: pending.length, runs };
    })
    .filter(({ approvals }) => approvals > 0);
}

/** As the machine's own table has it: to all that it might approve, or has; be it a viewer's phone. */
export function maySayNo(state: Pick<PhoneState, "machine">): boolean {
  const { approver, updateRequired } = state.machine ?? {};
  return mayCommand(state) || (approver === true && updateRequired !== true);
}
