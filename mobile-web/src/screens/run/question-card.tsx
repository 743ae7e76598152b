// A coding agent's question with its choices and room for words of one's own. The question is the agent's: its
// words stand as a machine's do.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { now } from "../../first-load/clock.ts";
import { Held } from "../../first-load/held.tsx";
import type { Phone } from "../../first-load/phone-store.ts";
import { WhyNot } from "../../first-load/why-not.tsx";
import { timeLeft } from "../../first-load/say-time.ts";
import { Button } from "../../parts/button.tsx";
import { Glyph } from "../../parts/glyph.tsx";
import { Quoting } from "../../parts/quoting.tsx";
import { isAnswerable } from "../../state/approvability.ts";
import type { AskedQuestion, Run } from "../../state/inbox.ts";
import { answerOf, blankReply, choose, declined } from "../../state/question-reply.ts";
import { type QuestionStage, questionMsLeft, questionStage } from "../../state/question-stage.ts";
import { driverOf } from "../../state/run-settings.ts";
import { runWords } from "../../words/run-words.ts";
import { QuestionPart } from "./question-part.tsx";

interface Given {
  readonly phone: Phone;
  readonly question: AskedQuestion;
  readonly run: Run;
}

const say = runWords.question;

export function QuestionCard({ phone, question, run }: Given): JSX.Element {
  const state = phone.state.value;
  const stage = questionStage(state, question, now.value);
  const { from } = question.ask;
  const driver = driverOf(state, run)?.title ?? run.driver;
  const titleId = `question-${question.key}`;
  return (
    <article
      class="card"
      data-testid="question-card"
      data-stage={stage.kind}
      aria-labelledby={titleId}
    >
      <header class="card-head">
        <Glyph name="waiting" />
        <h3 class="card-title" id={titleId}>
          <Quoting say={say.title} texts={[driver]} strictness="exact" />
        </h3>
        <span class="card-left" role="timer">
          {timeLeft(questionMsLeft(state, question, now.value))}
        </span>
        {from !== undefined && (
          <span class="card-by">
            <Quoting say={say.from} texts={[from]} strictness="exact" />
          </span>
        )}
      </header>
      <Answering phone={phone} question={question} stage={stage} />
    </article>
  );
}

interface AnsweringGiven {
  readonly phone: Phone;
  readonly question: AskedQuestion;
  readonly stage: QuestionStage;
}

function Answering({ phone, question, stage }: AnsweringGiven): JSX.Element {
  const { ask } = question;
  const [replies, setReplies] = useState(() => blankReply(ask));
  const barred = whyBarred(phone);
  const open = stage.kind === "open" && barred === undefined;
  const answer = answerOf(ask, replies);
  const isLive = isAnswerable(phone.state.value);
  const give = (given: typeof declined) =>
    phone.port.give({ t: "question.answer", question: ask.question, answer: given });
  return (
    <>
      {ask.parts.map((part, index) => (
        <QuestionPart
          key={index}
          part={part}
          reply={replies[index] ?? { choices: [], text: "" }}
          disabled={!open}
          name={`${question.key}-${index}`}
          onChoose={(choice) =>
            setReplies(
              replies.map((reply, at) => (at === index ? choose(part, reply, choice) : reply)),
            )
          }
          onWrite={(text) =>
            setReplies(replies.map((reply, at) => (at === index ? { ...reply, text } : reply)))
          }
        />
      ))}
      <div class="compartment">
        {barred !== undefined && <p class="note">{barred}</p>}
        <Fate phone={phone} stage={stage} />
        {open && (
          <div class="decide">
            <Button testId="decline-question" disabled={!isLive} onPress={() => give(declined)}>
              {say.decline}
            </Button>
            <Button
              look="main"
              testId="answer-question"
              disabled={!isLive || answer === undefined}
              onPress={() => answer && give(answer)}
            >
              {say.answer}
            </Button>
          </div>
        )}
      </div>
    </>
  );
}

function Fate({ phone, stage }: Omit<AnsweringGiven, "question">): JSX.Element | null {
  switch (stage.kind) {
    case "open":
      if (stage.refused === undefined) return null;
      return (
        <p class="decide-why warning" role="alert">
          {say.refused("")}
          <WhyNot code={stage.refused} againAt={stage.againAt} />
        </p>
      );
    case "held":
      return <Held phone={phone} fate={stage.fate} what="command" />;
    case "answering":
      return (
        <p class="fate" role="status">
          {say.stage[stage.progress]}
        </p>
      );
    case "overdue":
    case "unclear":
      return <p class="fate">{say[stage.kind]}</p>;
  }
}

function whyBarred(phone: Phone): string | undefined {
  const { machine } = phone.state.value;
  if (machine?.updateRequired === true) return say.update;
  return machine?.role === "viewer" ? say.viewer : undefined;
}
