// The last line of a run that is over: how it ended, when, and why; and what lets it go on, where a restart has
// interrupted it while it waited for an answer.

import type { JSX } from "preact";
import type { Phone } from "../../first-load/phone-store.ts";
import { glyphOfRun } from "../../first-load/run-glyph.ts";
import { exactTime } from "../../first-load/say-time.ts";
import { Button } from "../../parts/button.tsx";
import { Glyph } from "../../parts/glyph.tsx";
import { UntrustedText } from "../../parts/untrusted-text.tsx";
import type { Run } from "../../state/inbox.ts";
import { promptsUnderWay } from "../../state/beside-transcript.ts";
import { runWords } from "../../words/run-words.ts";
import { words } from "../../words/words.ts";

interface Given {
  readonly phone: Phone;
  readonly run: Run;
}

export function Ending({ phone, run }: Given): JSX.Element {
  const ahead = phone.state.value.machine?.clockAheadMs ?? 0;
  return (
    <p class="ending" data-testid="ending" data-state={run.state}>
      <Glyph name={glyphOfRun(run.state)} />
      <span>
        {words.run.states[run.state]} {exactTime(run.changedAt - ahead)}
        {run.reason !== undefined && (
          <>
            {words.app.stop}
            <UntrustedText text={run.reason} strictness="prose" />
          </>
        )}
      </span>
      <GoOn phone={phone} run={run} />
    </p>
  );
}

/** Gone while it is being asked for, and back if the agent refuses. */
function GoOn({ phone, run: { key, id, goOn } }: Given): JSX.Element | null {
  const state = phone.state.value;
  const isAsked = promptsUnderWay(state, key).some(({ progress }) => progress !== "failed");
  if (goOn === undefined || isAsked || state.machine?.role === "viewer") return null;
  const give = () => phone.port.give({ t: "run.prompt", run: id, text: goOn, goOn: true });
  return (
    <Button testId="go-on" onPress={give}>
      {runWords.goOn}
    </Button>
  );
}
