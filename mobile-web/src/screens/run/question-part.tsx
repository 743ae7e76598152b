// One part of a question: what is asked, what can be chosen, and a field for words of one's own.

import type { Question } from "@longrein/protocol";
import type { JSX } from "preact";
import { UntrustedText } from "../../parts/untrusted-text.tsx";
import type { PartReply } from "../../state/question-reply.ts";
import { runWords } from "../../words/run-words.ts";

interface Given {
  readonly part: Question["parts"][number];
  readonly reply: PartReply;
  readonly disabled: boolean;
  /** Tells its radio buttons from those of others. */
  readonly name: string;
  readonly onChoose: (choice: number) => void;
  readonly onWrite: (text: string) => void;
}

const say = runWords.question;

export function QuestionPart({
  part,
  reply,
  disabled,
  name,
  onChoose,
  onWrite,
}: Given): JSX.Element {
  return (
    <fieldset class="compartment question-part" disabled={disabled}>
      <legend class="question-text">
        <UntrustedText text={part.text} strictness="prose" />
      </legend>
      {part.many && <p class="note">{say.many}</p>}
      {part.choices.map(({ label, says }, index) => (
        <label key={index} class="choice">
          <input
            type={part.many ? "checkbox" : "radio"}
            name={name}
            checked={reply.choices.includes(index)}
            onChange={() => onChoose(index)}
          />
          <span class="machine-line">
            <UntrustedText text={label} strictness="prose" />
            {says !== undefined && (
              <span class="choice-says">
                <UntrustedText text={says} strictness="prose" />
              </span>
            )}
          </span>
        </label>
      ))}
      {(part.free || part.secret) && <Words part={part} reply={reply} onWrite={onWrite} />}
    </fieldset>
  );
}

function Words({ part, reply, onWrite }: Pick<Given, "part" | "reply" | "onWrite">): JSX.Element {
  const about = {
    class: "input",
    "data-testid": "question-words",
    value: reply.text,
  };
  return (
    <label class="field">
      <span class="field-label">{part.secret ? say.secret : say.own}</span>
      {part.secret ? (
        <input
          {...about}
          type="password"
          autocomplete="off"
          onInput={(event) => onWrite(event.currentTarget.value)}
        />
      ) : (
        <textarea {...about} rows={1} onInput={(event) => onWrite(event.currentTarget.value)} />
      )}
    </label>
  );
}
