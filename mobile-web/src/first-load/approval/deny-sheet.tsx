// A denial with words: what the coding agent is told instead of a bare no; and the denial of everything.

import type { ApprovalAsk } from "@longrein/protocol";
import { answerWordsBytesMax } from "@longrein/protocol/limits";
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../../parts/button.tsx";
import { Sheet } from "../../parts/sheet.tsx";
import { isAnswerable } from "../../state/approvability.ts";
import { runWords } from "../../words/run-words.ts";
import type { Phone } from "../phone-store.ts";

interface Given {
  readonly phone: Phone;
  readonly ask: ApprovalAsk;
  readonly onClose: () => void;
  /** Something was decided: the card has nothing left to decide. */
  readonly onGiven: () => void;
}

const say = runWords.deny;

export function DenySheet({ phone, ask, onClose, onGiven }: Given): JSX.Element {
  const [text, setText] = useState("");
  const tooLong = new TextEncoder().encode(text).length > answerWordsBytesMax;
  const give = (act: () => void) => {
    act();
    onGiven();
    onClose();
  };
  const words = text.trim() === "" ? undefined : text.trim();
  const deny = () => phone.port.answer(ask, "deny", words);
  const isLive = isAnswerable(phone.state.value);
  const denyAll = () => phone.port.give({ t: "approvals.deny", run: ask.run });
  return (
    <Sheet
      title={say.title}
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
