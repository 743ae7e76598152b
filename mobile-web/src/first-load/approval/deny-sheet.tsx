// Answers beyond yes and no: a denial with words, which the coding agent is told instead of a bare no; an approval
// for the whole run, where that is offered; and the denial of everything.

import type { ApprovalAsk } from "@longrein/protocol";
import { answerWordsBytesMax } from "@longrein/protocol/limits";
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../../parts/button.tsx";
import { Sheet } from "../../parts/sheet.tsx";
import { isAnswerable } from "../../state/approvability.ts";
import { frozenAction } from "../../state/frozen-action.ts";
import { keyOf } from "../../state/identifiers.ts";
import { wantsToBegin } from "../../state/wants-to-begin.ts";
import { runWords } from "../../words/run-words.ts";
import { words as firstWords } from "../../words/words.ts";
import type { Phone } from "../phone-store.ts";
import { ApproveAsking } from "./approve-asking.tsx";
import { ApproveForRun } from "./approve-for-run.tsx";

interface Given {
  readonly phone: Phone;
  readonly ask: ApprovalAsk;
  /** It was read to its end, on a phone that may approve it. */
  readonly mayApprove: boolean;
  readonly onClose: () => void;
  /** Something was decided: the card has nothing left to decide. */
  readonly onGiven: () => void;
}

const say = runWords.deny;

export function DenySheet({ phone, ask, mayApprove, onClose, onGiven }: Given): JSX.Element {
  const [text, setText] = useState("");
  const tooLong = new TextEncoder().encode(text).length > answerWordsBytesMax;
  const give = (act: () => void) => {
    act();
    onGiven();
    onClose();
  };
  const words = text.trim() === "" ? undefined : text.trim();
  const deny = () => phone.port.answer(ask, "deny", { words });
  const state = phone.state.value;
  const isLive = isAnswerable(state);
  const run = isPlan(ask) ? state.inbox.runs.get(keyOf(ask.run)) : undefined;
  const sayNo = run === undefined ? say : { ...say, ...runWords.plan };
  const denyAll = () => phone.port.give({ t: "approvals.deny", run: ask.run });
  return (
    <Sheet
      title={firstWords.answer.more}
      closeLabel={runWords.sheet.close}
      onClose={onClose}
      testId="deny-sheet"
    >
      <label class="field">
        <span class="field-label">{sayNo.label}</span>
        <textarea
          class="input"
          rows={3}
          data-testid="deny-words"
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </label>
      {run === undefined && <QuickWords onChoose={(phrase) => setText(join(text, phrase))} />}
      <p class="note">{tooLong ? say.tooLong : sayNo.hint}</p>
      <Button
        look="main"
        testId="deny-send"
        disabled={!isLive || tooLong || words === undefined}
        onPress={() => give(deny)}
      >
        {sayNo.send}
      </Button>
      {run !== undefined && (
        <ApproveAsking
          phone={phone}
          ask={ask}
          run={run}
          disabled={!isLive || !mayApprove}
          onApproved={() => give(() => undefined)}
        />
      )}
      {ask.forRun === true && (
        <ApproveForRun
          ask={ask}
          disabled={!isLive || !mayApprove}
          onApprove={() => give(() => phone.port.answer(ask, "approve", { scope: "run" }))}
        />
      )}
      <div class="sheet-apart">
        <Button look="danger" testId="deny-all" disabled={!isLive} onPress={() => give(denyAll)}>
          {say.all}
        </Button>
        <p class="note">{say.allWhy}</p>
      </div>
    </Sheet>
  );
}

function isPlan(ask: ApprovalAsk): boolean {
  const frozen = frozenAction(ask);
  return frozen.kind === "readable" && wantsToBegin(frozen.action);
}

function QuickWords({ onChoose }: { readonly onChoose: (phrase: string) => void }): JSX.Element {
  return (
    <div class="quick-words">
      {Object.values(say.quick).map((phrase) => (
        <button key={phrase} type="button" class="chip" onClick={() => onChoose(phrase)}>
          {phrase}
        </button>
      ))}
    </div>
  );
}

function join(text: string, phrase: string): string {
  if (text.includes(phrase)) return text;
  return text.trim() === "" ? phrase : `${text.trimEnd()} ${phrase}`;
}
