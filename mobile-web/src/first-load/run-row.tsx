// A run in the list: its state by shape, what it is about, where, and since when.

import type { JSX } from "preact";
import { Glyph } from "../parts/glyph.tsx";
import { UntrustedText } from "../parts/untrusted-text.tsx";
import type { AskedQuestion, Run } from "../state/inbox.ts";
import { words } from "../words/words.ts";
import { now } from "./clock.ts";
import type { Phone } from "./phone-store.ts";
import { hrefOf } from "./route.ts";
import { glyphOfRun } from "./run-glyph.ts";
import { ago } from "./say-time.ts";

interface Given {
  readonly run: Run;
  readonly href: string;
  /** The machine, where there are several. */
  readonly on: string | undefined;
  readonly clockAheadMs: number;
}

export function RunRow({ run, href, on, clockAheadMs }: Given): JSX.Element {
  return (
    <li class="row">
      <a class="row-link" data-testid="run-row" data-state={run.state} href={href}>
        <Glyph name={glyphOfRun(run.state)} />
        <span>
          <span class="row-title">
            <UntrustedText text={run.title} strictness="prose" />
          </span>
          <span class="row-about">
            {words.run.states[run.state]}
            {words.app.comma}
            <UntrustedText
              text={words.home.inWorkspace(run.driver, run.workspace)}
              strictness="prose"
            />
            <OnMachine on={on} />
          </span>
        </span>
        <Since at={run.changedAt - clockAheadMs} />
      </a>
    </li>
  );
}

/** Leads to where it is answered: a question needs the whole page. */
export function QuestionRow({ phone, question, on }: QuestionGiven): JSX.Element {
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
            {words.answer.question}
            {words.app.colon}
            <UntrustedText text={part?.text ?? ""} strictness="prose" />
            <OnMachine on={on} />
          </span>
        </span>
      </a>
    </li>
  );
}

interface QuestionGiven {
  readonly phone: Phone;
  readonly question: AskedQuestion;
  readonly on: string | undefined;
}

function OnMachine({ on }: { readonly on: string | undefined }): JSX.Element | null {
  if (on === undefined) return null;
  return (
    <span class="row-machine">
      <UntrustedText text={on} strictness="prose" />
    </span>
  );
}

function Since({ at }: { readonly at: number }): JSX.Element {
  return <span class="row-time">{ago(now.value - at)}</span>;
}
