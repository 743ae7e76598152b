// What somebody wrote to the agent: in their own type, at the right; and where, if it was not here.

import type { JSX } from "preact";
import { UntrustedText } from "../../parts/untrusted-text.tsx";
import type { Key } from "../../state/identifiers.ts";
import type { PromptItem } from "../../state/transcript-item.ts";
import { runWords } from "../../words/run-words.ts";
import { screenWords } from "../../words/screen-words.ts";
import { words } from "../../words/words.ts";

interface Given {
  readonly prompt: PromptItem;
  /** This phone. */
  readonly device: Key | undefined;
}

export function OwnPrompt({ prompt, device }: Given): JSX.Element {
  return (
    <div class="own" data-testid="own-prompt">
      <span class="only-read-aloud">
        {screenWords.run.you}
        {words.app.colon}
      </span>
      <UntrustedText text={prompt.text} strictness="prose" />
      {prompt.images !== undefined && (
        <span class="own-fate" data-testid="prompt-images">
          {runWords.images.count(prompt.images)}
        </span>
      )}
      {prompt.device !== device && (
        <span class="own-fate">
          {prompt.device === undefined
            ? runWords.composer.fromMachine
            : runWords.composer.fromOther}
        </span>
      )}
    </div>
  );
}
