// One run: what it is, its plan, all it said and did, and the line to speak to it.

import type { JSX } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";
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
import { type Fate, isUnderWay } from "../../state/commands.ts";
import type { Run } from "../../state/inbox.ts";
import { machineNames } from "../../state/machine-names.ts";
import { mayCommand } from "../../state/may-command.ts";
import { hasEnded } from "../../state/overview.ts";
import { type Spent, nothingSpent } from "../../state/spent.ts";
import { emptyTranscript } from "../../state/transcript.ts";
import "../../styles/run.css";
import { dollars, percent } from "../../words/amounts.ts";
import { runWords } from "../../words/run-words.ts";
import { screenWords } from "../../words/screen-words.ts";
import { words } from "../../words/words.ts";
import { Composer } from "./composer.tsx";
import { Draft, draftHere } from "./draft.ts";
import { Evidence } from "./evidence.tsx";
import { GrantList } from "./grants.tsx";
import { Latest } from "./latest.tsx";
import { phoneAtRest } from "./phone-at-rest.ts";
import { Plan } from "./plan.tsx";
import { TranscriptView } from "./transcript-view.tsx";
import { useShown } from "./use-shown.ts";

export function RunScreen({ fleet, phone, route }: ScreenGiven): JSX.Element {
  const state = phone.state.value;
  const key = route.page === "run" ? route.run : "";
  const run = state.inbox.runs.get(key);
  if (run === undefined) {
    return (
      <div class="page">
        <header>
          <Bar title={words.home.runs} />
          <LinkLine state={state} />
        </header>
        <p class="empty">
          {state.feeds.get("inbox")?.current === true
            ? screenWords.run.notFound
            : screenWords.run.loading}
        </p>
      </div>
    );
  }
  const { machines } = fleet.state.value;
  const on = machines.size > 1 ? machineNames(machines).get(phone.machine) : undefined;
  return <OpenRun key={phone.machine + key} phone={phone} run={run} on={on} />;
}

interface Open {
  readonly phone: Phone;
  readonly run: Run;
  /** The machine, where there are several. */
  readonly on: string | undefined;
}

/** What streams in is looked at by the rows, the way to the end and nothing else. */
function OpenRun({ phone, run, on }: Open): JSX.Element {
  const [end] = useState(() => new EndFollower());
  const [draft] = useState(() => new Draft(phone, run.key));
  const [resting] = useState(() => phoneAtRest(phone, run.key));
  useShown(phone, run);
  const mayWrite = mayCommand(resting.state.value);
  useLayoutEffect(() => {
    draftHere.value = mayWrite ? draft : undefined;
    return () => (draftHere.value = undefined);
  }, [draft, mayWrite]);
  return (
    <div class="page run-page">
      <Top phone={resting} run={run} on={on} />
      <TranscriptView phone={phone} resting={resting} run={run} draft={draft} end={end} />
      <Composer phone={resting} run={run} draft={draft} end={end}>
        <Latest phone={phone} run={run.key} end={end} />
      </Composer>
    </div>
  );
}

function Top({ phone, run, on }: Open): JSX.Element {
  const state = phone.state.value;
  const { plan, evidence, asides } = state.transcripts.get(run.key) ?? emptyTranscript;
  return (
    <header class="run-top">
      <Bar title={<UntrustedText text={run.title} strictness="prose" />}>
        <Stop
          state={state}
          run={run}
          onStop={() => phone.port.give({ t: "run.stop", run: run.id })}
        />
      </Bar>
      <LinkLine state={state}>
        <StateLine state={state} run={run} on={on} />
      </LinkLine>
      <div class="folds">
        {plan.length > 0 && <Plan entries={plan} />}
        {evidence.length > 0 && <Evidence phone={phone} run={run.id} evidence={evidence} />}
        <GrantList phone={phone} run={run.id} asides={asides} />
      </div>
    </header>
  );
}

interface Given {
  readonly state: PhoneState;
  readonly run: Run;
}

function StateLine({ state, run, on }: Given & Pick<Open, "on">): JSX.Element {
  const stopping = sayStopping(stopOf(state, run));
  const spent = state.transcripts.get(run.key)?.spent ?? nothingSpent;
  return (
    <div class="run-state" data-testid="run-state" data-state={run.state}>
      <Glyph name={glyphOfRun(run.state)} />
      <span class="one-line">
        <span role="status">{stopping ?? words.run.states[run.state]}</span>
        {words.app.comma}
        <UntrustedText
          text={words.home.inWorkspace(run.driver, run.workspace)}
          strictness="prose"
        />
        {run.desktop && words.app.comma + screenWords.sessions.mark}
        {on !== undefined && <UntrustedText text={words.app.comma + on} strictness="prose" />}
      </span>
      <span class="run-meter" data-testid="run-meter">
        {saySpent(spent)}
      </span>
    </div>
  );
}

function saySpent({ contextShare, cost, estimated }: Spent): string {
  const parts = [
    ...(contextShare === undefined ? [] : [runWords.usage.context(percent(contextShare))]),
    ...(cost === undefined ? [] : [`${estimated ? "≈ " : ""}${dollars(cost)}`]),
  ];
  return parts.join(" · ");
}

/** Names what it stops; goes once asked for, and comes back if the agent refused. */
function Stop({ state, run, onStop }: Given & { readonly onStop: () => void }): JSX.Element | null {
  const stop = stopOf(state, run);
  const isStopping = stop !== undefined && isUnderWay(stop);
  if (hasEnded(run.state) || isStopping || !mayCommand(state)) return null;
  return (
    <Button testId="stop" label={screenWords.run.stop(run.driver)} onPress={onStop}>
      <Glyph name="stopped" />
      {screenWords.run.stopShort}
    </Button>
  );
}

/** Denying everything stops the run, too. Of a run that has ended its state says the rest. */
function stopOf({ commands }: PhoneState, run: Run): Fate | undefined {
  if (hasEnded(run.state)) return undefined;
  return commands.stops.get(run.key) ?? commands.denials.get(run.key);
}

function sayStopping(stop: Fate | undefined): string | undefined {
  if (stop === undefined) return undefined;
  const said = screenWords.run.stopFate[stop.progress];
  return stop.progress === "failed"
    ? said + words.app.colon + runWords.outcomes[stop.code ?? "unknown"]
    : said;
}
