// What stands above the list of runs when there is something of it: of which machine they are, a search, and what was
// asked for and is not listed yet.

import type { JSX } from "preact";
import type { OfMachine } from "../../state/across-machines.ts";
import type { RunRequest } from "../../state/commands.ts";
import type { Key } from "../../state/identifiers.ts";
import type { Run } from "../../state/inbox.ts";
import type { Fleet } from "../phone-store.ts";
import { RequestRow } from "../request-row.tsx";
import { MachineFilter } from "../machine-filter.tsx";
import { RunFinder } from "./run-finder.tsx";

interface Given {
  readonly fleet: Fleet;
  /** None while there is one machine. */
  readonly names: ReadonlyMap<Key, string>;
  readonly chosen: Key | undefined;
  readonly requests: readonly OfMachine<RunRequest>[];
  /** Those among which one may look; undefined while they are few. */
  readonly runs: readonly OfMachine<Run>[] | undefined;
  readonly found: number;
}

export function AboveRuns({ fleet, names, chosen, requests, runs, found }: Given): JSX.Element {
  return (
    <>
      {names.size > 0 && <MachineFilter names={names} chosen={chosen} />}
      {runs !== undefined && <RunFinder runs={runs} names={names} found={found} />}
      {requests.length > 0 && (
        <ul class="rows">
          {requests.map(({ machine, it }) => (
            <RequestRow key={machine + it.key} phone={fleet.of(machine)} request={it} />
          ))}
        </ul>
      )}
    </>
  );
}
