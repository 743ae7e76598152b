// Something the agent has to say of the run, and what somebody can do about it.

import type { JSX } from "preact";
import { Glyph, type GlyphName } from "../../parts/glyph.tsx";
import { UntrustedText } from "../../parts/untrusted-text.tsx";
import type { NoticeItem } from "../../state/transcript-item.ts";
import { runWords } from "../../words/run-words.ts";
import { words } from "../../words/words.ts";
import { screenWords } from "../../words/screen-words.ts";

const glyphs: Readonly<Record<NoticeItem["level"], GlyphName>> = {
  info: "idle",
  warning: "unclear",
  error: "failed",
};

export function Notice({ notice }: { readonly notice: NoticeItem }): JSX.Element {
  return (
    <div class="event-note" data-testid="notice" data-level={notice.level}>
      <Glyph name={glyphs[notice.level]} />
      <div>
        {screenWords.run.notice[notice.level]}
        <p class="machine-line">
          <UntrustedText text={notice.text} strictness="prose" />
        </p>
        {notice.next !== undefined && (
          <p class="notice-next">
            {runWords.event.next}
            {words.app.colon}
            <span class="machine-line">
              <UntrustedText text={notice.next} strictness="prose" />
            </span>
          </p>
        )}
      </div>
    </div>
  );
}
