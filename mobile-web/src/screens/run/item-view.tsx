// One item of a transcript. Drawn again only when the item itself changed.

import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { Glyph } from "../../parts/glyph.tsx";
import { Prose } from "../../parts/prose.tsx";
import type { NoticeItem, TranscriptItem } from "../../state/transcript.ts";
import { screenWords } from "../../words/screen-words.ts";
import { OwnPrompt } from "./own-prompt.tsx";
import { ToolRow } from "./tool-row.tsx";

export function ItemView({ item }: { readonly item: TranscriptItem }): JSX.Element {
  return useMemo(() => draw(item), [item]);
}

function draw(item: TranscriptItem): JSX.Element {
  switch (item.kind) {
    case "prompt":
      return <OwnPrompt text={item.text} />;
    case "answer":
      return (
        <section class="said" data-testid="answer" aria-label={screenWords.run.agent}>
          <Prose text={item.text} />
        </section>
      );
    case "thought":
      return (
        <details class="thought" data-testid="thought">
          <summary>{screenWords.run.thought}</summary>
          <Prose text={item.text} />
        </details>
      );
    case "tool":
      return <ToolRow tool={item} />;
    case "notice":
      return <Notice notice={item} />;
  }
}

function Notice({ notice }: { readonly notice: NoticeItem }): JSX.Element {
  return (
    <div class="event-note" data-testid="notice" data-level={notice.level}>
      <Glyph name={notice.level === "error" ? "failed" : "unclear"} />
      <div>
        {screenWords.run.notice[notice.level]}
        <Prose text={notice.text} />
      </div>
    </div>
  );
}
