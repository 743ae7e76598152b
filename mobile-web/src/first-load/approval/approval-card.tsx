// A question that waits for an answer, with the exact bytes it is about; and, once answered, the receipt.

import type { JSX } from "preact";
import { useMemo, useRef } from "preact/hooks";
import { useArmed } from "../../parts/arming.ts";
import { UntrustedText } from "../../parts/untrusted-text.tsx";
import { whyNotHere } from "../../state/approvability.ts";
import { approvalStage } from "../../state/approval-stage.ts";
import { type FrozenAction, frozenAction } from "../../state/frozen-action.ts";
import type { Approval } from "../../state/inbox.ts";
import { words } from "../../words/words.ts";
import { now } from "../clock.ts";
import { partInWords } from "../part-in-words.ts";
import type { Phone } from "../phone-store.ts";
import { ActionWarnings } from "./action-warnings.tsx";
import { CardHead } from "./card-head.tsx";
import { Decide } from "./decide.tsx";
import { FrozenActionView, useReading } from "./frozen-action-view.tsx";

/** Nothing has been answered yet when the app opens. */
const Receipt = partInWords(() => import("./receipt.tsx"), "Receipt");

interface Given {
  readonly phone: Phone;
  readonly approval: Approval;
  /** The machine that asks, where there are several. */
  readonly on?: string | undefined;
  /** Where its run is; absent on the page of the run itself. */
  readonly runHref?: string;
}

export function ApprovalCard({ phone, approval, on, runHref }: Given): JSX.Element {
  const frozen = useMemo(() => frozenAction(approval.ask), [approval.ask]);
  const stage = approvalStage(phone.state.value, approval, now.value);
  if (stage.kind === "resolved") {
    return (
      <Receipt phone={phone} approval={approval} frozen={frozen} stage={stage} runHref={runHref} />
    );
  }
  return (
    <OpenCard
      phone={phone}
      approval={approval}
      on={on}
      frozen={frozen}
      stage={stage}
      runHref={runHref}
    />
  );
}

interface OpenGiven {
  readonly phone: Phone;
  readonly approval: Approval;
  readonly on: string | undefined;
  readonly frozen: FrozenAction;
  readonly stage: Exclude<ReturnType<typeof approvalStage>, { readonly kind: "resolved" }>;
  readonly runHref: string | undefined;
}

function OpenCard({ phone, approval, on, frozen, stage, runHref }: OpenGiven): JSX.Element {
  const { ask } = approval;
  const card = useRef<HTMLElement>(null);
  const armed = useArmed(card);
  const reading = useReading(ask);
  const why = whyNotHere(phone.state.value, approval, frozen);
  const titleId = `approval-${approval.key}`;
  return (
    <article
      ref={card}
      class="card"
      data-testid="approval-card"
      data-stage={stage.kind}
      data-approval={approval.key}
      aria-labelledby={titleId}
    >
      <CardHead
        state={phone.state.value}
        approval={approval}
        on={on}
        frozen={frozen}
        titleId={titleId}
      />
      <FrozenActionView ask={ask} frozen={frozen} reading={reading} />
      <ActionWarnings frozen={frozen} />
      <Risk risk={ask.risk} />
      {ask.says !== undefined && (
        <div class="compartment">
          <span class="label">{words.approval.says}</span>
          <div class="says">
            <UntrustedText text={ask.says} strictness="exact" />
          </div>
        </div>
      )}
      <div class="compartment">
        <Decide phone={phone} ask={ask} stage={stage} why={why} armed={armed} seen={reading.seen} />
      </div>
      <div class="card-foot">
        <span class="signed">
          {words.approval.signedAs} <span class="signed-digest">{frozen.digest}</span>
        </span>
        {runHref !== undefined && (
          <a class="button button-quiet" href={runHref}>
            {words.approval.openRun}
          </a>
        )}
      </div>
    </article>
  );
}

function Risk({ risk }: { readonly risk: Approval["ask"]["risk"] }): JSX.Element {
  return (
    <div class="compartment risk" data-level={risk.level} data-testid="risk">
      <span class="risk-word">{words.approval.risk[risk.level]}</span>
      {risk.reasons.map((reason, index) => (
        <span key={index} class="risk-reason">
          <UntrustedText text={reason} strictness="prose" />
        </span>
      ))}
    </div>
  );
}
