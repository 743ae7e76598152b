// What goes ahead in this run without being asked about, because somebody approved it so; and the way to be asked
// again.

import type { JSX } from "preact";
import { now } from "../../first-load/clock.ts";
import type { Phone } from "../../first-load/phone-store.ts";
import { Button } from "../../parts/button.tsx";
import { UntrustedText } from "../../parts/untrusted-text.tsx";
import { maySayNo } from "../../state/deniable.ts";
import { keyOf } from "../../state/identifiers.ts";
import type { Transcript } from "../../state/transcript.ts";
import { runWords } from "../../words/run-words.ts";
import { grantsOf } from "./grants-of.ts";

interface Given {
  readonly phone: Phone;
  readonly run: Uint8Array;
  readonly asides: Transcript["asides"];
}

const say = runWords.grants;

export function GrantList({ phone, run, asides }: Given): JSX.Element | null {
  const state = phone.state.value;
  const agentNow = now.value + (state.machine?.clockAheadMs ?? 0);
  const holding = grantsOf(asides, agentNow);
  if (holding.length === 0) return null;
  return (
    <details class="plan" data-testid="grants">
      <summary>
        <span class="plan-title">{say.title}</span>
        <span class="plan-count">{holding.length}</span>
      </summary>
      <div class="plan-entries">
        {holding.map(({ approval, what, uses }) => (
          <div key={keyOf(approval)} class="grant" data-testid="grant">
            <span class="machine-line">
              <UntrustedText text={what} strictness="exact" />
            </span>
            <span class="note">{say.uses(uses)}</span>
            <Button
              testId="withdraw-grant"
              disabled={!maySayNo(state)}
              onPress={() => phone.port.give({ t: "grant.withdraw", run, approval })}
            >
              {say.withdraw}
            </Button>
          </div>
        ))}
      </div>
    </details>
  );
}
