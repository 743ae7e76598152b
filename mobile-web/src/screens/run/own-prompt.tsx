// What this phone's owner wrote: in their own type, at the right, with how far it has got.

import type { JSX } from "preact";
import { UntrustedText } from "../../parts/untrusted-text.tsx";
import type { Fate } from "../../state/commands.ts";
import { screenWords } from "../../words/screen-words.ts";
import { words } from "../../words/words.ts";

export function OwnPrompt({
  text,
  fate,
}: {
  readonly text: string;
  readonly fate?: Fate;
}): JSX.Element {
  return (
    <div class="own" data-testid="own-prompt" data-progress={fate?.progress}>
      <span class="only-read-aloud">
        {screenWords.run.you}
        {words.app.colon}
      </span>
      <UntrustedText text={text} strictness="prose" />
      {fate !== undefined && (
        <span class="own-fate" role="status">
          {screenWords.composer.fate[fate.progress]}
          {fate.progress === "failed" && words.app.colon + words.outcomes[fate.code ?? "unknown"]}
        </span>
      )}
    </div>
  );
}
