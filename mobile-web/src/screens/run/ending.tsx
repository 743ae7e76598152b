// The last line of a run that is over: how it ended, when, and why.

import type { JSX } from "preact";
import type { Phone } from "../../first-load/phone-store.ts";
import { glyphOfRun } from "../../first-load/run-glyph.ts";
import { exactTime } from "../../first-load/say-time.ts";
import { Glyph } from "../../parts/glyph.tsx";
import { UntrustedText } from "../../parts/untrusted-text.tsx";
import type { Run } from "../../state/inbox.ts";
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
    </p>
  );
}
