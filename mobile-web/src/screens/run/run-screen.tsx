// One run: what it is, its plan, all it said and did, and the line to speak to it.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { ScreenGiven } from "../../first-load/app.tsx";
import { Bar } from "../../first-load/bar.tsx";
import { LinkLine } from "../../first-load/link-line.tsx";
import type { Phone } from "../../first-load/phone-store.ts";
import { glyphOfRun } from "../../first-load/run-glyph.ts";
import { Button } from "../../parts/button.tsx";
import { Glyph } from "../../parts/glyph.tsx";
import { EndFollower } from "../../parts/windowed/end-follower.ts";
import { UntrustedText } from "../../parts/untrusted-text.tsx";
import type { PhoneState } from "../../state/app-state.ts";
import type { Run } from "../../state/inbox.ts";
import { hasEnded } from "../../state/overview.ts";
import { emptyTranscript } from "../../state/transcript.ts";
import { screenWords } from "../../words/screen-words.ts";
import { words } from "../../words/words.ts";
import { Composer } from "./composer.tsx";
import { Latest } from "./latest.tsx";
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
          {state.feeds.get("inbox")?.current === true
            ? screenWords.run.notFound
            : screenWords.run.loading}
        </p>
      </div>
    );
  }
  return <OpenRun key={key} phone={phone} run={run} />;
}

interface Open {
  readonly phone: Phone;
  readonly run: Run;
}

function OpenRun({ phone, run }: Open): JSX.Element {
  const [end] = useState(() => new EndFollower());
  const state = phone.state.value;
  const transcript = state.transcripts.get(run.key) ?? emptyTranscript;
  return (
    <div class="page run-page">
      <header class="run-top">
        <Bar title={<UntrustedText text={run.title} strictness="prose" />}>
          <Stop state={state} run={run} onStop={() => phone.port.stopRun(run.id)} />
        </Bar>
        <LinkLine state={state}>
          <StateLine state={state} run={run} />
        </LinkLine>
        {transcript.plan.length > 0 && <Plan entries={transcript.plan} />}
      </header>
      <TranscriptView phone={phone} run={run} transcript={transcript} end={end} />
      <Composer phone={phone} run={run} end={end}>
        <Latest end={end} count={transcript.items.length} />
      </Composer>
    </div>
  );
}

interface Given {
  readonly state: PhoneState;
  readonly run: Run;
}

function StateLine({ state, run }: Given): JSX.Element {
  const stop = hasEnded(run.state) ? undefined : state.commands.stops.get(run.key);
  return (
    <div class="run-state" data-testid="run-state" data-state={run.state}>
      <Glyph name={glyphOfRun(run.state)} />
      <span class="one-line">
        <span role="status">
          {stop ? screenWords.run.stopFate[stop.progress] : words.run.states[run.state]}
        </span>
        {words.app.comma}
        <UntrustedText
          text={words.home.inWorkspace(run.driver, run.workspace)}
          strictness="prose"
        />
      </span>
    </div>
  );
}

/** Names what it stops; goes once asked for, and comes back if the agent refused. */
function Stop({ state, run, onStop }: Given & { readonly onStop: () => void }): JSX.Element | null {
  const stop = state.commands.stops.get(run.key);
  if (hasEnded(run.state) || (stop !== undefined && stop.progress !== "failed")) return null;
  return (
    <Button testId="stop" label={screenWords.run.stop(run.driver)} onPress={onStop}>
      <Glyph name="stopped" />
      {screenWords.run.stopShort}
    </Button>
  );
}
