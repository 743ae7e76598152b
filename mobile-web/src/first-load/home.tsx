// The first screen: what waits for an answer on any machine, then the runs of all, or of one.

import type { JSX } from "preact";
import { Button } from "../parts/button.tsx";
import { lazily } from "../parts/lazily.tsx";
import { UntrustedText } from "../parts/untrusted-text.tsx";
import {
  approvalsOfAll,
  questionsOfAll,
  requestsOfAll,
  runsOfAll,
  waitingInAll,
} from "../state/across-machines.ts";
import type { Key } from "../state/identifiers.ts";
import { machineNames } from "../state/machine-names.ts";
import { isKnown } from "../state/overview.ts";
import { words } from "../words/words.ts";
import { ApprovalCard } from "./approval/approval-card.tsx";
import { FleetLine } from "./fleet-line.tsx";
import { missingPart } from "./missing-part.tsx";
import type { NewVersionGiven } from "./new-version-line.tsx";
import { newVersionReady } from "./new-version.ts";
import { partInWords } from "./part-in-words.ts";
import type { Fleet } from "./phone-store.ts";
import { go, hrefOf, machineAt, route } from "./route.ts";
import { QuestionRow, RunRow } from "./run-row.tsx";

const RequestRow = partInWords(async () => (await import("./request-row.tsx")).RequestRow);

const NewVersionLine = partInWords<NewVersionGiven>(
  async () => (await import("./new-version-line.tsx")).NewVersionLine,
);

const MachineFilter = lazily(
  async () => (await import("./machine-filter.tsx")).MachineFilter,
  missingPart,
);

type Names = ReadonlyMap<Key, string>;

interface Given {
  readonly fleet: Fleet;
  /** What each machine is called where it has to be said; none while there is one machine. */
  readonly names: Names;
}

const none: Names = new Map();

export function Home({ fleet }: { readonly fleet: Fleet }): JSX.Element {
  const { machines } = fleet.state.value;
  const names = machineNames(machines);
  const several = machines.size > 1;
  const [only = ""] = several ? [words.app.name] : names.values();
  return (
    <div class="page">
      <header>
        <div class="home-top">
          <h1>
            <UntrustedText text={only} strictness="prose" />
          </h1>
          <Button look="quiet" testId="machines" onPress={() => go({ page: "machines" })}>
            {words.home.machines}
          </Button>
        </div>
        <FleetLine machines={machines} names={names} />
      </header>
      <main>
        <Approvals fleet={fleet} names={several ? names : none} />
        <Runs fleet={fleet} names={several ? names : none} />
      </main>
      {newVersionReady.value && <NewVersionLine fleet={fleet} />}
    </div>
  );
}

function Approvals({ fleet, names }: Given): JSX.Element {
  const { machines } = fleet.state.value;
  const approvals = approvalsOfAll(machines);
  const questions = questionsOfAll(machines);
  const waiting = waitingInAll(machines) ?? 0;
  return (
    <section class="section" aria-labelledby="approvals-head">
      <div class="section-head">
        <h2 id="approvals-head">
          {words.home.approvals}
          {waiting > 0 && <span class="section-count">{waiting}</span>}
        </h2>
        <span class="only-read-aloud" role="status">
          {waiting > 0 ? words.home.waiting(waiting) : ""}
        </span>
      </div>
      {questions.length > 0 && (
        <ul class="rows">
          {questions.map(({ machine, it }) => (
            <QuestionRow
              key={machine + it.key}
              phone={fleet.of(machine)}
              question={it}
              on={names.get(machine)}
            />
          ))}
        </ul>
      )}
      {approvals.length + questions.length === 0 ? (
        <p class="empty">{isKnownOf(fleet) ? words.home.noApprovals : words.home.unknown}</p>
      ) : (
        <div class="approvals">
          {approvals.map(({ machine, it }) => (
            <ApprovalCard
              key={machine + it.key}
              phone={fleet.of(machine)}
              approval={it}
              on={names.get(machine)}
              runHref={hrefOf({ page: "run", machine, run: it.run })}
            />
          ))}
        </div>
      )}
    </section>
  );
}

function Runs({ fleet, names }: Given): JSX.Element {
  const { machines } = fleet.state.value;
  const chosen = route.value.machine === undefined ? undefined : machineAt(route.value, machines);
  const isChosen = ({ machine }: { readonly machine: Key }) => machine === (chosen ?? machine);
  const runs = runsOfAll(machines).filter(isChosen);
  const requests = requestsOfAll(machines).filter(isChosen);
  const openNew = () => go({ page: "new-run", ...(chosen !== undefined && { machine: chosen }) });
  return (
    <section class="section" aria-labelledby="runs-head">
      <div class="section-head">
        <h2 id="runs-head">{words.home.runs}</h2>
        <Button look="quiet" testId="new-run" onPress={openNew}>
          {words.home.newRun}
        </Button>
      </div>
      {names.size > 0 && <MachineFilter names={names} chosen={chosen} />}
      {runs.length + requests.length === 0 ? (
        <div class="empty">
          <p>{isKnownOf(fleet) ? words.home.noRuns : words.home.unknown}</p>
        </div>
      ) : (
        <ul class="rows">
          {requests.map(({ machine, it }) => (
            <RequestRow key={machine + it.key} phone={fleet.of(machine)} request={it} />
          ))}
          {runs.map(({ machine, it, at }) => (
            <RunRow
              key={machine + it.key}
              run={it}
              href={hrefOf({ page: "run", machine, run: it.key })}
              on={names.get(machine)}
              clockAheadMs={it.openedAt - at}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

/** Whether an empty list means that there is nothing. Which machines cannot say so stands above. */
function isKnownOf({ state }: Fleet): boolean {
  return [...state.value.machines.values()].some(isKnown);
}
