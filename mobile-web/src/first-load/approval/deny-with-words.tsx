// A denial with words, which the coding agent is told instead of a bare no. It is as good as a prompt, and for whoever
// may give one.

import { answerWordsBytesMax } from "@longrein/protocol/limits";
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../../parts/button.tsx";
import { runWords } from "../../words/run-words.ts";

interface Given {
  readonly isPlan: boolean;
  readonly disabled: boolean;
  readonly onDeny: (words: string) => void;
}

const say = runWords.deny;

export function DenyWithWords({ isPlan, disabled, onDeny }: Given): JSX.Element {
  const [text, setText] = useState("");
  const tooLong = new TextEncoder().encode(text).length > answerWordsBytesMax;
  const words = text.trim();
  const sayNo = isPlan ? { ...say, ...runWords.plan } : say;
  return (
    <>
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
      {!isPlan && <QuickWords onChoose={(phrase) => setText(join(text, phrase))} />}
      <p class="note">{tooLong ? say.tooLong : sayNo.hint}</p>
      <Button
        look="main"
        testId="deny-send"
        disabled={disabled || tooLong || words === ""}
        onPress={() => onDeny(words)}
      >
        {sayNo.send}
      </Button>
    </>
  );
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
