// What became of a coding agent's question, and by whose answer: in one line, where it happened.

import type { JSX } from "preact";
import { sayDecider } from "../../first-load/approval/say-decider.ts";
import type { Phone } from "../../first-load/phone-store.ts";
import { exactTime } from "../../first-load/say-time.ts";
import { Glyph } from "../../parts/glyph.tsx";
import { UntrustedText } from "../../parts/untrusted-text.tsx";
import { deciderOf } from "../../state/approval-stage.ts";
import type { QuestionItem } from "../../state/transcript-item.ts";
import { runWords } from "../../words/run-words.ts";

interface Given {
  readonly phone: Phone;
  readonly question: QuestionItem;
}

export function AnsweredQuestion({ phone, question }: Given): JSX.Element {
  const { outcome, name, at } = question;
  const state = phone.state.peek();
  const who = sayDecider(deciderOf(state, question), name);
  const time = exactTime(at - (state.machine?.clockAheadMs ?? 0));
  return (
    <p class="event-line" data-testid="question-answered" data-outcome={outcome}>
      <Glyph name={outcome === "answered" ? "done" : "stopped"} />
      <UntrustedText text={runWords.question.outcome[outcome](who, time)} strictness="prose" />
    </p>
  );
}
