// Answers beyond yes and no: a denial with words, which the coding agent is told instead of a bare no; an approval
// for the whole run, where that is offered; and the denial of everything.

import type { ApprovalAsk } from "@longrein/protocol";
import { answerWordsBytesMax } from "@longrein/protocol/limits";
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../../parts/button.tsx";
import { Sheet } from "../../parts/sheet.tsx";
import { isAnswerable } from "../../state/approvability.ts";
import { runWords } from "../../words/run-words.ts";
import { words as firstWords } from "../../words/words.ts";
import type { Phone } from "../phone-store.ts";
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
  const isLive = isAnswerable(phone.state.value);
  const denyAll = () => phone.port.give({ t: "approvals.deny", run: ask.run });
  return (
    <Sheet
      title={firstWords.answer.more}
      closeLabel={runWords.sheet.close}
      onClose={onClose}
      testId="deny-sheet"
    >
      <label class="field">
        <span class="field-label">{say.label}</span>
        <textarea
          class="input"
          rows={3}
          data-testid="deny-words"
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </label>
      <div class="quick-words">
        {Object.values(say.quick).map((phrase) => (
          <button
            key={phrase}
            type="button"
            class="chip"
            onClick={() => setText(join(text, phrase))}
          >
            {phrase}
          </button>
        ))}
      </div>
      <p class="note">{tooLong ? say.tooLong : say.hint}</p>
      <Button
        look="main"
        testId="deny-send"
        disabled={!isLive || tooLong || words === undefined}
        onPress={() => give(deny)}
      >
        {say.send}
      </Button>
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

function join(text: string, phrase: string): string {
  if (text.includes(phrase)) return text;
  return text.trim() === "" ? phrase : `${text.trimEnd()} ${phrase}`;
}
