// The runs of all machines, or of one: what waits, what works, and what has ended, a page of it at a time. Where there
// are many, they can be searched; what that takes is loaded then.

import type { JSX } from "preact";
import { Button } from "../parts/button.tsx";
import { type OfMachine, requestsOfAll, runsOfAll } from "../state/across-machines.ts";
import type { Key } from "../state/identifiers.ts";
import type { Run } from "../state/inbox.ts";
import { type RunGroup, groupOf, runGroups } from "../state/overview.ts";
import { isUnread } from "../state/seen-runs.ts";
import { words } from "../words/words.ts";
import type { Fleet } from "./phone-store.ts";
import { partInWords } from "./part-in-words.ts";
import { go, hrefOf, machineAt, route } from "./route.ts";
import { RunRow } from "./run-row.tsx";
import { pages, sought } from "./sought.ts";

/** More than these are not found at a glance. */
const handful = 8;
const pageLength = 25;

const AboveRuns = partInWords(() => import("./many/above-runs.tsx"), "AboveRuns");
const Pages = partInWords(() => import("./many/pages.tsx"), "Pages");

interface ListGiven {
  readonly fleet: Fleet;
  /** What each machine is called where it has to be said; none while there is one machine. */
  readonly names: ReadonlyMap<Key, string>;
}

/** `isTold`: an empty list means that there is nothing. Which machines cannot say so stands above. */
export function Runs({
  fleet,
  names,
  isTold,
}: ListGiven & { readonly isTold: boolean }): JSX.Element {
  const { machines } = fleet.state.value;
  const chosen = route.value.machine === undefined ? undefined : machineAt(route.value, machines);
  const isChosen = ({ machine }: { readonly machine: Key }) => machine === (chosen ?? machine);
  const runs = runsOfAll(machines).filter(isChosen);
  const found = sought.value === undefined ? runs : runs.filter(sought.value);
  const isMuch = runs.length > handful || sought.value !== undefined;
  const requests = requestsOfAll(machines).filter(isChosen);
  const mayOpen = [...machines].some(
    ([machine, state]) => isChosen({ machine }) && state.machine?.role !== "viewer",
  );
  const openNew = () => go({ page: "new-run", ...(chosen !== undefined && { machine: chosen }) });
  return (
    <section class="section" aria-labelledby="runs-head">
      <div class="section-head">
        <h2 id="runs-head">{words.home.runs}</h2>
        {mayOpen && (
          <Button look="quiet" testId="new-run" onPress={openNew}>
            {words.home.newRun}
          </Button>
        )}
      </div>
      {(isMuch || names.size > 0 || requests.length > 0) && (
        <div class={isMuch ? "finder" : ""}>
          <AboveRuns
            fleet={fleet}
            names={names}
            chosen={chosen}
            requests={requests}
            runs={isMuch ? runs : undefined}
            found={found.length}
          />
        </div>
      )}
      {runs.length + requests.length === 0 && (
        <p class="empty">{isTold ? words.home.noRuns : words.home.unknown}</p>
      )}
      {runGroups.map((group) => {
        const runsOfGroup = found.filter(({ it }) => groupOf(it.state) === group);
        if (runsOfGroup.length === 0) return null;
        return <Group key={group} group={group} runs={runsOfGroup} fleet={fleet} names={names} />;
      })}
    </section>
  );
}

interface GroupGiven extends ListGiven {
  readonly group: RunGroup;
  readonly runs: readonly OfMachine<Run>[];
}

function Group({ group, runs, fleet, names }: GroupGiven): JSX.Element {
  const last = Math.ceil(runs.length / pageLength) - 1;
  const page = Math.min(pages.value[group] ?? 0, last);
  const first = page * pageLength;
  return (
    <>
      <h3 class="group-head" id={group}>
        {group === "earlier" ? words.home.earlier : words.run.states[group]}
        <span class="group-count">{runs.length}</span>
      </h3>
      <ul class="rows" aria-labelledby={group}>
        {runs.slice(first, first + pageLength).map(({ machine, it, at }) => (
          <RunRow
            key={machine + it.key}
            run={it}
            href={hrefOf({ page: "run", machine, run: it.key })}
            on={names.get(machine)}
            clockAheadMs={it.openedAt - at}
            isUnread={isUnread(fleet.of(machine).state.value.seen, it)}
          />
        ))}
      </ul>
      {last > 0 && <Pages of={group} page={page} pageLength={pageLength} all={runs.length} />}
    </>
  );
}
