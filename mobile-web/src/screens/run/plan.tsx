// The agent's plan: one line with the step under way; the whole list when opened.

import type { JSX } from "preact";
import { Glyph, type GlyphName } from "../../parts/glyph.tsx";
import { UntrustedText } from "../../parts/untrusted-text.tsx";
import type { PlanEntry } from "../../state/transcript-item.ts";
import { screenWords } from "../../words/screen-words.ts";
import { words } from "../../words/words.ts";

const glyphs: Readonly<Record<PlanEntry["status"], GlyphName>> = {
  pending: "idle",
  active: "running",
  done: "done",
};

export function Plan({ entries }: { readonly entries: readonly PlanEntry[] }): JSX.Element {
  const done = entries.filter((entry) => entry.status === "done").length;
  const active = entries.find((entry) => entry.status === "active");
  return (
    <details class="plan" data-testid="plan">
      <summary>
        <span class="plan-title">{screenWords.run.plan}</span>
        <span class="plan-now one-line">
          {active !== undefined && <UntrustedText text={active.text} strictness="prose" />}
        </span>
        <span class="plan-count">{screenWords.run.planProgress(done, entries.length)}</span>
      </summary>
      <ol class="plan-entries">
        {entries.map((entry, index) => (
          <li key={index} class="plan-entry" data-status={entry.status}>
            <Glyph name={glyphs[entry.status]} />
            <span>
              <span class="only-read-aloud">
                {screenWords.run.planStatus[entry.status]}
                {words.app.colon}
              </span>
              <UntrustedText text={entry.text} strictness="prose" />
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
}
