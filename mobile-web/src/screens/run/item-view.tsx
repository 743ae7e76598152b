// One item of a transcript.

import type { JSX } from "preact";
import { Glyph, type GlyphName } from "../../parts/glyph.tsx";
import { Prose } from "../../parts/markdown/prose.tsx";
import { UntrustedText } from "../../parts/untrusted-text.tsx";
import type { NoticeItem, TranscriptItem } from "../../state/transcript.ts";
import { screenWords } from "../../words/screen-words.ts";
import { OwnPrompt } from "./own-prompt.tsx";
import { sayProse } from "./say-prose.ts";
import { Thought } from "./thought.tsx";
import { ToolRow } from "./tool-row.tsx";
import type { Opened } from "./use-opened.ts";

interface Given {
  readonly item: TranscriptItem;
  /** It may still grow. */
  readonly live: boolean;
  readonly place: number;
  readonly opened: Opened;
}

export function ItemView({ item, live, place, opened }: Given): JSX.Element {
  switch (item.kind) {
    case "prompt":
      return <OwnPrompt text={item.text} />;
    case "answer":
      return (
        <section class="said" data-testid="answer" aria-label={screenWords.run.agent}>
          <Prose text={item.text} say={sayProse} />
        </section>
      );
    case "thought":
      return <Thought text={item.text} live={live} name={`thought-${place}`} opened={opened} />;
    case "tool":
      return <ToolRow tool={item} name={`tool-${place}`} opened={opened} />;
    case "notice":
      return <Notice notice={item} />;
  }
}

const noticeGlyphs: Readonly<Record<NoticeItem["level"], GlyphName>> = {
  info: "idle",
  warning: "unclear",
  error: "failed",
};

function Notice({ notice }: { readonly notice: NoticeItem }): JSX.Element {
  return (
    <div class="event-note" data-testid="notice" data-level={notice.level}>
      <Glyph name={noticeGlyphs[notice.level]} />
      <div>
        {screenWords.run.notice[notice.level]}
        <p class="machine-line">
          <UntrustedText text={notice.text} strictness="prose" />
        </p>
      </div>
    </div>
  );
}
