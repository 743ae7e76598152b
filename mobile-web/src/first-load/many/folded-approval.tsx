// One of many approvals that wait, in a line: what it is about and how long it can still be answered. It opens in its
// place, and only there it is decided.

import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { UntrustedText } from "../../parts/untrusted-text.tsx";
import { approvalStage, msLeft } from "../../state/approval-stage.ts";
import { frozenAction } from "../../state/frozen-action.ts";
import type { Approval } from "../../state/inbox.ts";
import { homeWords } from "../../words/home-words.ts";
import { words } from "../../words/words.ts";
import { titleOf } from "../approval/card-head.tsx";
import { now } from "../clock.ts";
import type { Phone } from "../phone-store.ts";
import { timeLeft } from "../say-time.ts";
import { pages } from "../sought.ts";
import { inOneLine } from "./in-one-line.ts";
import { Pages } from "./pages.tsx";

interface Given {
  readonly phone: Phone;
  readonly approval: Approval;
  /** The machine that asks, where there are several. */
  readonly on: string | undefined;
  /** Among those that are folded up, and how many these are. */
  readonly place: number;
  readonly all: number;
  readonly onOpen: () => void;
}

const say = homeWords.folded;
const pageLength = 50;
/** The id of their heading. */
const list = "approvals-head";

/** One page of them stands at a time, with their number above and the way to the others below. */
export function FoldedApproval(given: Given): JSX.Element | null {
  const { place, all } = given;
  const page = Math.min(pages.value[list] ?? 0, Math.ceil(all / pageLength) - 1);
  if (Math.floor(place / pageLength) !== page) return null;
  const isLast = place === Math.min(all, (page + 1) * pageLength) - 1;
  return (
    <>
      {place % pageLength === 0 && (
        <p class="note" data-testid="folded-count">
          {say.following(all)}
        </p>
      )}
      <InALine {...given} />
      {isLast && all > pageLength && (
        <Pages of={list} page={page} pageLength={pageLength} all={all} isQueue />
      )}
    </>
  );
}

function InALine({ phone, approval, on, onOpen }: Given): JSX.Element {
  const state = phone.state.value;
  const frozen = useMemo(() => frozenAction(approval.ask), [approval.ask]);
  const line = inOneLine(frozen);
  const { kind } = approvalStage(state, approval, now.value);
  const { risk } = approval.ask;
  return (
    <button
      type="button"
      class="folded"
      data-testid="folded-approval"
      data-approval={approval.key}
      aria-expanded={false}
      onClick={onOpen}
    >
      <span class="folded-title">
        {titleOf(frozen)}
        {words.app.comma}
        {words.approval.risk[risk.level]}
      </span>
      <span class="folded-left">
        {kind === "open" ? timeLeft(msLeft(state, approval, now.value)) : say.answered}
      </span>
      {line !== undefined && (
        <span class="summary one-line">
          <UntrustedText text={line} strictness="exact" />
        </span>
      )}
      {on !== undefined && (
        <span class="card-machine one-line">
          <UntrustedText text={on} strictness="prose" />
        </span>
      )}
    </button>
  );
}
