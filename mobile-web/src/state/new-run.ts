// A run that is about to be begun: what was chosen, and what stands for it where nothing was.

import type { PhoneState } from "./app-state.ts";
import { isUnderWay } from "./commands.ts";
import type { Key } from "./identifiers.ts";
import { runsInOrder } from "./overview.ts";
import type { RunSettings } from "./phone-port.ts";

/** Nothing chosen means as the coding agent and the machine have it. */
export interface MannerOfRun extends RunSettings {
  readonly inPlace?: boolean;
}

export interface NewRun {
  readonly workspace: string;
  readonly driver: string;
  readonly manner: MannerOfRun;
}

interface Offered {
  readonly name: string;
  readonly unusable?: string | undefined;
}

export function newRun({ setup, inbox }: PhoneState, chosen: Partial<NewRun>): NewRun {
  const [latest] = runsInOrder({ inbox });
  return {
    workspace: chosen.workspace ?? among(setup?.workspaces, latest?.workspace),
    driver: chosen.driver ?? among(setup?.drivers, latest?.driver),
    manner: chosen.manner ?? {},
  };
}

/** What has been begun to be written for it. What is on its way to the machine is not to be begun again. */
export function promptBegun({ drafts, commands }: PhoneState, machine: Key): string {
  const text = drafts.get(machine) ?? "";
  const isOnItsWay = [...commands.requests.values()].some(
    (each) => !each.inSession && isUnderWay(each) && each.prompt === text.trim(),
  );
  return isOnItsWay ? "" : text;
}

/** What was used last, if it is still offered; else the first that can be used. */
function among(offered: readonly Offered[] | undefined, last: string | undefined): string {
  if (offered === undefined) return last ?? "";
  const usable = offered.filter(({ unusable }) => unusable === undefined);
  return (usable.find(({ name }) => name === last) ?? usable[0])?.name ?? "";
}
