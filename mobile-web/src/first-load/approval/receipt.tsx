// What was decided, by whom, and what became of it: each line only because the agent has said so.

import type { JSX } from "preact";
import { Glyph, type GlyphName } from "../../parts/glyph.tsx";
import { UntrustedText } from "../../parts/untrusted-text.tsx";
import { actionSummary } from "../../state/action-summary.ts";
import type { ApprovalStage, Execution } from "../../state/approval-stage.ts";
import type { FrozenAction } from "../../state/frozen-action.ts";
import type { Approval } from "../../state/inbox.ts";
import { nameOf } from "../../state/machine-names.ts";
import { runWords } from "../../words/run-words.ts";
import { words } from "../../words/words.ts";
import type { Phone } from "../phone-store.ts";
import { duration } from "../say-duration.ts";
import { exactTime } from "../say-time.ts";
import { titleOf } from "./card-head.tsx";
import { sayDecider } from "./say-decider.ts";

type Resolved = Extract<ApprovalStage, { readonly kind: "resolved" }>;

interface Given {
  readonly phone: Phone;
  readonly approval: Approval;
  readonly frozen: FrozenAction;
  readonly stage: Resolved;
  /** On the page of its run the tool above says what it was. */
  readonly runHref: string | undefined;
}

const say = runWords.receipt;

export function Receipt({ phone, approval, frozen, stage, runHref }: Given): JSX.Element {
  const { machine } = phone.state.value;
  const at = exactTime(stage.at - (machine?.clockAheadMs ?? 0));
  const what = say.outcome[stage.outcome](
    sayDecider(stage.by, stage.name),
    nameOf(phone.state.value),
    at,
  );
  return (
    <article
      class="receipt"
      data-testid="approval-card"
      data-stage="resolved"
      data-approval={approval.key}
      data-outcome={stage.outcome}
      data-execution={executionState(stage.execution)}
    >
      <Glyph name={glyphOf(stage)} />
      <div class="receipt-words" role="status">
        {runHref !== undefined && (
          <a class="receipt-what" href={runHref}>
            <span>{titleOf(frozen)}</span>
            {frozen.kind === "readable" && (
              <span class="summary one-line">
                <UntrustedText text={actionSummary(frozen.action)} strictness="exact" />
              </span>
            )}
          </a>
        )}
        <p>
          <UntrustedText text={what} strictness="prose" />
        </p>
        {stage.reason !== undefined && (
          <p>
            <UntrustedText text={stage.reason} strictness="prose" />
          </p>
        )}
        <ExecutionLine execution={stage.execution} />
        <p class="signed">
          {words.approval.signedAs} <span class="signed-digest">{frozen.digest}</span>
        </p>
      </div>
    </article>
  );
}

function ExecutionLine({ execution }: { readonly execution: Execution }): JSX.Element | null {
  if (execution.kind === "none") return null;
  if (execution.kind === "running") return <p>{say.execution.running}</p>;
  const { status, exitCode, durationMs } = execution.result;
  const details = [
    say.execution[status],
    ...(exitCode === undefined ? [] : [runWords.exit(exitCode)]),
    ...(durationMs === undefined ? [] : [duration(durationMs)]),
  ];
  return <p>{details.join(words.app.comma)}</p>;
}

function executionState(execution: Execution): string {
  return execution.kind === "ended" ? execution.result.status : execution.kind;
}

function glyphOf({ outcome, execution }: Resolved): GlyphName {
  switch (outcome) {
    case "approved":
      if (execution.kind !== "ended") return "running";
      return execution.result.status === "completed" ? "done" : "failed";
    case "denied":
      return "stopped";
    case "expired":
    case "withdrawn":
      return "idle";
    case "void":
      return "failed";
  }
}
