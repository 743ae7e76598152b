// The first screen: what waits for an answer on any machine, then the runs of all, or of one.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../parts/button.tsx";
import { UntrustedText } from "../parts/untrusted-text.tsx";
import { approvalsOfAll, questionsOfAll, waitingInAll } from "../state/across-machines.ts";
import type { Key } from "../state/identifiers.ts";
import { foldedOf } from "../state/folded-approvals.ts";
import { machineNames } from "../state/machine-names.ts";
import { isKnown, isPending } from "../state/overview.ts";
import { words } from "../words/words.ts";
import { ApprovalCard } from "./approval/approval-card.tsx";
import { FleetLine } from "./fleet-line.tsx";
import { homeMention } from "./home-mention.ts";
import { newVersionReady } from "./new-version.ts";
import { partInWords } from "./part-in-words.ts";
import type { Fleet } from "./phone-store.ts";
import { go, hrefOf } from "./route.ts";
import { Runs } from "./runs.tsx";

const QuestionRow = partInWords(() => import("./question-row.tsx"), "QuestionRow");

const FoldedApproval = partInWords(() => import("./many/folded-approval.tsx"), "FoldedApproval");

const DenyAll = partInWords(() => import("./many/deny-all.tsx"), "DenyAll");

const HomeEnd = partInWords(() => import("./home-end.tsx"), "HomeEnd");

type Names = ReadonlyMap<Key, string>;

interface Given {
  readonly fleet: Fleet;
  /** What each machine is called where it has to be said; none while there is one machine. */
  readonly names: Names;
  /** An empty list means that there is nothing. Which machines cannot say so stands above. */
  readonly isTold: boolean;
}

const none: Names = new Map();

export function Home({ fleet }: { readonly fleet: Fleet }): JSX.Element {
  const { machines, pairing } = fleet.state.value;
  const names = machineNames(machines);
  const several = machines.size > 1;
  const [only = ""] = several ? [words.app.name] : names.values();
  const lists = {
    fleet,
    names: several ? names : none,
    isTold: [...machines.values()].some(isKnown),
  };
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
        <Approvals {...lists} />
        <Runs {...lists} />
      </main>
      {(newVersionReady.value || homeMention.value || pairing.kind === "paired") && (
        <HomeEnd fleet={fleet} />
      )}
    </div>
  );
}

function Approvals({ fleet, names, isTold }: Given): JSX.Element {
  const { machines } = fleet.state.value;
  const approvals = approvalsOfAll(machines);
  const questions = questionsOfAll(machines);
  const waiting = waitingInAll(machines) ?? 0;
  const [opened, open] = useState<readonly Key[]>([]);
  const folded = foldedOf(
    approvals.filter(({ it }) => isPending(it)).map(({ machine, it }) => machine + it.key),
    opened,
  );
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
        {approvals.length > 1 && <DenyAll fleet={fleet} />}
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
        <p class="empty">{isTold ? words.home.noApprovals : words.home.unknown}</p>
      ) : (
        <div class="approvals">
          {approvals.map(({ machine, it }) => {
            const key = machine + it.key;
            const of = { phone: fleet.of(machine), approval: it, on: names.get(machine) };
            const runHref = hrefOf({ page: "run", machine, run: it.run });
            return folded.includes(key) ? (
              <FoldedApproval
                key={key}
                {...of}
                place={folded.indexOf(key)}
                all={folded.length}
                onOpen={() => open([...opened, key])}
              />
            ) : (
              <ApprovalCard key={key} {...of} runHref={runHref} />
            );
          })}
        </div>
      )}
    </section>
  );
}
