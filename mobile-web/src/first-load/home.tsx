// The first screen: what waits for an answer, then the runs.

import type { JSX } from "preact";
import { Button } from "../parts/button.tsx";
import { UntrustedText } from "../parts/untrusted-text.tsx";
import {
  approvalsInSight,
  isKnown,
  isPending,
  openQuestions,
  openRequests,
  runsInOrder,
} from "../state/overview.ts";
import { words } from "../words/words.ts";
import { ApprovalCard } from "./approval/approval-card.tsx";
import { LinkLine } from "./link-line.tsx";
import { NewVersionLine } from "./new-version-line.tsx";
import type { Phone } from "./phone-store.ts";
import { go, hrefOf } from "./route.ts";
import { QuestionRow, RequestRow, RunRow } from "./run-row.tsx";

export function Home({ phone }: { readonly phone: Phone }): JSX.Element {
  const state = phone.state.value;
  const changed = [...state.feeds.values()].some((place) => place.changed);
  return (
    <div class="page">
      <header>
        <div class="home-top">
          <h1>
            <UntrustedText text={state.machine?.name ?? words.app.name} strictness="prose" />
          </h1>
          <Button look="quiet" onPress={() => go({ page: "device" })}>
            {words.home.device}
          </Button>
        </div>
        <LinkLine state={state} />
        {changed && <p class="notice-line">{words.link.changed}</p>}
      </header>
      <main>
        <Approvals phone={phone} />
        <Runs phone={phone} />
      </main>
      <NewVersionLine phone={phone} />
    </div>
  );
}

function Approvals({ phone }: { readonly phone: Phone }): JSX.Element {
  const approvals = approvalsInSight(phone.state.value);
  const questions = openQuestions(phone.state.value);
  const known = isKnown(phone.state.value);
  const waiting = approvals.filter(isPending).length + questions.length;
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
          {questions.map((question) => (
            <QuestionRow key={question.key} state={phone.state.value} question={question} />
          ))}
        </ul>
      )}
      {approvals.length + questions.length === 0 ? (
        <p class="empty">{known ? words.home.noApprovals : words.home.unknown}</p>
      ) : (
        <div class="approvals">
          {approvals.map((approval) => (
            <ApprovalCard
              key={approval.key}
              phone={phone}
              approval={approval}
              runHref={hrefOf({ page: "run", run: approval.run })}
            />
          ))}
        </div>
      )}
    </section>
  );
}

function Runs({ phone }: { readonly phone: Phone }): JSX.Element {
  const state = phone.state.value;
  const runs = runsInOrder(state);
  const requests = openRequests(state);
  return (
    <section class="section" aria-labelledby="runs-head">
      <div class="section-head">
        <h2 id="runs-head">{words.home.runs}</h2>
        <Button look="quiet" testId="new-run" onPress={() => go({ page: "new-run" })}>
          {words.home.newRun}
        </Button>
      </div>
      {runs.length + requests.length === 0 ? (
        <div class="empty">
          <p>{isKnown(state) ? words.home.noRuns : words.home.unknown}</p>
        </div>
      ) : (
        <ul class="rows">
          {requests.map((request) => (
            <RequestRow key={request.key} phone={phone} request={request} />
          ))}
          {runs.map((run) => (
            <RunRow key={run.key} run={run} clockAheadMs={state.machine?.clockAheadMs ?? 0} />
          ))}
        </ul>
      )}
    </section>
  );
}
