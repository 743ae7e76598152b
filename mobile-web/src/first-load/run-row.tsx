// A run in the list: its state by shape, what it is about, where, and since when.

import type { JSX } from "preact";
import { Glyph } from "../parts/glyph.tsx";
import { UntrustedText } from "../parts/untrusted-text.tsx";
import type { PhoneState } from "../state/app-state.ts";
import type { RunRequest } from "../state/commands.ts";
import type { AskedQuestion, Run } from "../state/inbox.ts";
import { words } from "../words/words.ts";
import { now } from "./clock.ts";
import { Held } from "./held.tsx";
import type { Phone } from "./phone-store.ts";
import { hrefOf } from "./route.ts";
import { glyphOfRun } from "./run-glyph.ts";
import { ago } from "./say-time.ts";

interface Given {
  readonly run: Run;
  readonly clockAheadMs: number;
}

export function RunRow({ run, clockAheadMs }: Given): JSX.Element {
  return (
    <li class="row">
      <a
        class="row-link"
        data-testid="run-row"
        data-state={run.state}
        href={hrefOf({ page: "run", run: run.key })}
      >
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
          </span>
        </span>
        <Since at={run.changedAt - clockAheadMs} />
      </a>
    </li>
  );
}

interface RequestGiven {
  readonly phone: Phone;
  readonly request: RunRequest;
}

export function RequestRow({ phone, request }: RequestGiven): JSX.Element {
  const { progress, code, prompt, waiting } = request;
  const failed = progress === "failed";
  return (
    <li class="row">
      <div class="row-link">
        <Glyph name={failed ? "failed" : progress === "indeterminate" ? "unclear" : "idle"} />
        <span>
          <span class="row-title">
            <UntrustedText text={prompt} strictness="prose" />
          </span>
          {waiting?.for === "a-word" ? (
            <Held phone={phone} fate={request}>
              {words.answer.held.command}
            </Held>
          ) : (
            <span class="row-about">
              {words.home.requested[progress]}
              {failed && words.app.colon + words.outcomes[code ?? "unknown"]}
            </span>
          )}
        </span>
      </div>
    </li>
  );
}

/** Leads to where it is answered: a question needs the whole page. */
export function QuestionRow({ state, question }: QuestionGiven): JSX.Element {
  const run = state.inbox.runs.get(question.run);
  const [part] = question.ask.parts;
  return (
    <li class="row">
      <a
        class="row-link"
        data-testid="question-row"
        href={hrefOf({ page: "run", run: question.run })}
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
          </span>
        </span>
      </a>
    </li>
  );
}

interface QuestionGiven {
  readonly state: PhoneState;
  readonly question: AskedQuestion;
}

function Since({ at }: { readonly at: number }): JSX.Element {
  return <span class="row-time">{ago(now.value - at)}</span>;
}
