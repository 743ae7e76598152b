// One item of a transcript.

import type { JSX } from "preact";
import type { Phone } from "../../first-load/phone-store.ts";
import { Prose } from "../../parts/markdown/prose.tsx";
import type { TranscriptItem } from "../../state/transcript-item.ts";
import { runWords } from "../../words/run-words.ts";
import { screenWords } from "../../words/screen-words.ts";
import { AnsweredQuestion } from "./answered-question.tsx";
import { AttemptLine, QuietLine, SettingsChange, UsageLine } from "./event-line.tsx";
import { EvidenceRow } from "./evidence-row.tsx";
import { Notice } from "./notice.tsx";
import { OwnPrompt } from "./own-prompt.tsx";
import { sayProse } from "./say-prose.ts";
import { Thought } from "./thought.tsx";
import { ToolRow } from "./tool-row.tsx";
import type { Opened } from "./use-opened.ts";

interface Given {
  readonly phone: Phone;
  readonly run: Uint8Array;
  readonly item: TranscriptItem;
  /** It may still grow. */
  readonly live: boolean;
  readonly place: number;
  readonly opened: Opened;
}

export function ItemView({ phone, run, item, live, place, opened }: Given): JSX.Element {
  switch (item.kind) {
    case "prompt":
      return <OwnPrompt prompt={item} device={phone.state.peek().machine?.device} />;
    case "answer":
      return (
        <article class="said" data-testid="answer" aria-label={screenWords.run.agent}>
          <Prose text={item.text} say={sayProse} />
        </article>
      );
    case "thought":
      return <Thought text={item.text} live={live} name={`thought-${place}`} opened={opened} />;
    case "tool":
      return <ToolRow tool={item} name={`tool-${place}`} opened={opened} />;
    case "notice":
      return <Notice notice={item} />;
    case "validation":
    case "gates":
    case "artifact":
      return <EvidenceRow phone={phone} run={run} item={item} />;
    case "usage":
      return <UsageLine usage={item} />;
    case "attempt":
      return <AttemptLine attempt={item} />;
    case "settings":
      return <SettingsChange settings={item} />;
    case "question":
      return <AnsweredQuestion phone={phone} question={item} />;
    case "compacted":
      return <QuietLine testId="compacted">{runWords.event.compacted}</QuietLine>;
    case "unknown":
      return <QuietLine testId="unknown">{runWords.event.unknown(item.count)}</QuietLine>;
  }
}
