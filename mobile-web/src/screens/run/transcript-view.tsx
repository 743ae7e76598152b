// What happened, in order, with approvals where they were asked. Stays at the end while the reader is there
// and never moves when they are not.

import type { JSX } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";
import { ApprovalCard } from "../../first-load/approval/approval-card.tsx";
import type { Phone } from "../../first-load/phone-store.ts";
import { exactTime } from "../../first-load/say-time.ts";
import { glyphOfRun } from "../../first-load/run-glyph.ts";
import { Button } from "../../parts/button.tsx";
import { Glyph } from "../../parts/glyph.tsx";
import { UntrustedText } from "../../parts/untrusted-text.tsx";
import { itemsDrawnAtFirst } from "../../state/bounds.ts";
import type { Approval, Run } from "../../state/inbox.ts";
import { approvalsOfRun, hasEnded, promptsUnderWay } from "../../state/overview.ts";
import { weave } from "../../state/weave.ts";
import type { Transcript } from "../../state/transcript.ts";
import { screenWords } from "../../words/screen-words.ts";
import { words } from "../../words/words.ts";
import { ItemView } from "./item-view.tsx";
import { OwnPrompt } from "./own-prompt.tsx";
import { followEnd } from "./follow-end.ts";

interface Given {
  readonly phone: Phone;
  readonly run: Run;
  readonly transcript: Transcript;
}

export function TranscriptView({ phone, run, transcript }: Given): JSX.Element {
  const [drawn, setDrawn] = useState(itemsDrawnAtFirst);
  useLayoutEffect(followEnd, []);
  const state = phone.state.value;
  const lines = weave(transcript.items, approvalsOfRun(state, run.key));
  const earlier = Math.max(0, lines.length - drawn);
  const under = promptsUnderWay(state, run.key);
  return (
    <main class="transcript" data-testid="transcript" aria-label={screenWords.run.transcript}>
      {earlier > 0 && (
        <Button look="quiet" onPress={() => setDrawn(drawn + itemsDrawnAtFirst)}>
          {screenWords.run.earlier(earlier)}
        </Button>
      )}
      {lines.length === 0 && under.length === 0 && <p class="note">{screenWords.run.empty}</p>}
      {lines
        .slice(earlier)
        .map((line) =>
          line.kind === "item" ? (
            <ItemView key={line.key} item={line.item} />
          ) : (
            <InlineApproval key={line.key} phone={phone} approval={line.approval} />
          ),
        )}
      {under.map((prompt) => (
        <OwnPrompt key={prompt.key} text={prompt.text} fate={prompt} />
      ))}
      {hasEnded(run.state) && <Ending phone={phone} run={run} />}
    </main>
  );
}

function InlineApproval(given: {
  readonly phone: Phone;
  readonly approval: Approval;
}): JSX.Element {
  return <ApprovalCard phone={given.phone} approval={given.approval} />;
}

function Ending({ phone, run }: { readonly phone: Phone; readonly run: Run }): JSX.Element {
  const ahead = phone.state.value.machine?.clockAheadMs ?? 0;
  return (
    <p class="ending" data-testid="ending" data-state={run.state}>
      <Glyph name={glyphOfRun(run.state)} />
      <span>
        {words.run.states[run.state]} {exactTime(run.changedAt - ahead)}
        {run.reason !== undefined && (
          <>
            {". "}
            <UntrustedText text={run.reason} strictness="prose" />
          </>
        )}
      </span>
    </p>
  );
}
