// A question that waits for an answer, which needs the whole page of its run.

import type { JSX } from "preact";
import { Glyph } from "../parts/glyph.tsx";
import { UntrustedText } from "../parts/untrusted-text.tsx";
import type { AskedQuestion } from "../state/inbox.ts";
import { homeWords } from "../words/home-words.ts";
import { words } from "../words/words.ts";
import type { Phone } from "./phone-store.ts";
import { hrefOf } from "./route.ts";
import { OnMachine } from "./run-row.tsx";

interface Given {
  readonly phone: Phone;
  readonly question: AskedQuestion;
  readonly on: string | undefined;
}

export function QuestionRow({ phone, question, on }: Given): JSX.Element {
  const { machine, state } = phone;
  const run = state.value.inbox.runs.get(question.run);
  const [part] = question.ask.parts;
  return (
    <li class="row">
      <a
        class="row-link"
        data-testid="question-row"
        href={hrefOf({ page: "run", machine, run: question.run })}
      >
        <Glyph name="waiting" />
        <span>
          <span class="row-title">
            <UntrustedText text={run?.title ?? ""} strictness="prose" />
          </span>
          <span class="row-about">
            {homeWords.question}
            {words.app.colon}
            <UntrustedText text={part?.text ?? ""} strictness="prose" />
            <OnMachine on={on} />
          </span>
        </span>
      </a>
    </li>
  );
}
