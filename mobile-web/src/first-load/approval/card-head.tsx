// The top of a card: what kind of thing is asked, by whom, and how long the answer may take.

import type { JSX } from "preact";
import { Glyph } from "../../parts/glyph.tsx";
import { Quoting } from "../../parts/quoting.tsx";
import { UntrustedText } from "../../parts/untrusted-text.tsx";
import type { PhoneState } from "../../state/app-state.ts";
import { msLeft } from "../../state/approval-stage.ts";
import type { FrozenAction } from "../../state/frozen-action.ts";
import type { Approval } from "../../state/inbox.ts";
import { wantsToBegin } from "../../state/wants-to-begin.ts";
import { words } from "../../words/words.ts";
import { now } from "../clock.ts";
import { timeLeft } from "../say-time.ts";

interface Given {
  readonly state: PhoneState;
  readonly approval: Approval;
  /** The machine that asks, where there are several. */
  readonly on: string | undefined;
  readonly frozen: FrozenAction;
  readonly titleId: string;
}

const soonMs = 60_000;

export function CardHead({ state, approval, on, frozen, titleId }: Given): JSX.Element {
  const left = msLeft(state, approval, now.value);
  return (
    <header class="card-head">
      <Glyph name="waiting" />
      <h3 class="card-title" id={titleId}>
        {titleOf(frozen)}
      </h3>
      <span class="card-left" data-soon={left < soonMs} role="timer">
        {timeLeft(left)}
      </span>
      {on !== undefined && (
        <span class="card-by card-machine" data-testid="on-machine">
          <UntrustedText text={on} strictness="prose" />
        </span>
      )}
      {frozen.kind === "readable" && (
        <span class="card-by">
          <Quoting
            say={words.approval.by}
            texts={[
              frozen.action.driver,
              state.inbox.runs.get(approval.run)?.workspace ?? "",
              frozen.action.tool,
            ]}
            strictness="exact"
          />
        </span>
      )}
    </header>
  );
}

export function titleOf(frozen: FrozenAction): JSX.Element | string {
  if (frozen.kind === "unreadable") return words.approval.unknown;
  const { action } = frozen;
  switch (action.t) {
    case "command":
      return words.approval.command;
    case "edit":
      return words.approval.edit(action.changes.length);
    case "tool":
      if (wantsToBegin(action)) return words.approval.plan;
      return <Quoting say={words.approval.tool} texts={[action.tool]} strictness="exact" />;
  }
}
