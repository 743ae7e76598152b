// One run: what it is, its plan, all it said and did, and the line to speak to it.

import type { JSX } from "preact";
import type { ScreenGiven } from "../../first-load/app.tsx";
import { Bar } from "../../first-load/bar.tsx";
import { LinkLine } from "../../first-load/link-line.tsx";
import { glyphOfRun } from "../../first-load/run-glyph.ts";
import { Button } from "../../parts/button.tsx";
import { Glyph } from "../../parts/glyph.tsx";
import { UntrustedText } from "../../parts/untrusted-text.tsx";
import type { PhoneState } from "../../state/app-state.ts";
import type { Run } from "../../state/inbox.ts";
import { hasEnded } from "../../state/overview.ts";
import { emptyTranscript } from "../../state/transcript.ts";
import { words } from "../../words/words.ts";
import { Composer } from "./composer.tsx";
import { Plan } from "./plan.tsx";
import { TranscriptView } from "./transcript-view.tsx";

export function RunScreen({ phone, route }: ScreenGiven): JSX.Element {
  const state = phone.state.value;
  const key = route.page === "run" ? route.run : "";
  const run = state.inbox.runs.get(key);
  if (run === undefined) {
    return (
      <div class="page">
        <Bar title={words.home.runs} />
        <LinkLine state={state} />
        <p class="empty">
          {state.feeds.get("inbox")?.current === true ? words.run.notFound : words.run.loading}
        </p>
      </div>
    );
  }
  const transcript = state.transcripts.get(key) ?? emptyTranscript;
  return (
    <div class="page run-page">
      <header class="run-top">
        <Bar title={<UntrustedText text={run.title} strictness="prose" />} />
        <StateLine state={state} run={run} onStop={() => phone.port.stopRun(run.id)} />
        <LinkLine state={state} />
        {transcript.plan.length > 0 && <Plan entries={transcript.plan} />}
      </header>
      <TranscriptView key={key} phone={phone} run={run} transcript={transcript} />
      <Composer key={`composer-${key}`} phone={phone} run={run} />
    </div>
  );
}

interface StateLineGiven {
  readonly state: PhoneState;
  readonly run: Run;
  readonly onStop: () => void;
}

function StateLine({ state, run, onStop }: StateLineGiven): JSX.Element {
  const stop = state.commands.stops.get(run.key);
  const live = !hasEnded(run.state);
  return (
    <div class="run-state" data-testid="run-state" data-state={run.state}>
      <Glyph name={glyphOfRun(run.state)} />
      <span class="about">
        <span role="status">{words.run.states[run.state]}</span>
        {", "}
        <UntrustedText
          text={words.home.inWorkspace(run.driver, run.workspace)}
          strictness="prose"
        />
      </span>
      {live && stop !== undefined && <span role="status">{words.run.stopFate[stop.progress]}</span>}
      {live && (stop === undefined || stop.progress === "failed") && (
        <Button testId="stop" label={words.run.stop(run.driver)} onPress={onStop}>
          <Glyph name="stopped" />
          {words.run.stopShort}
        </Button>
      )}
    </div>
  );
}
