// Says that an action holds characters that hide or mislead, so that the boxes are not taken for noise.

import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { mixedScriptWords } from "@longrein/protocol/mixed-scripts";
import { hiddenCount } from "../../parts/hidden-characters.ts";
import { UntrustedText } from "../../parts/untrusted-text.tsx";
import { actionTexts } from "../../state/action-texts.ts";
import type { FrozenAction } from "../../state/frozen-action.ts";
import { words } from "../../words/words.ts";

export function ActionWarnings({ frozen }: { readonly frozen: FrozenAction }): JSX.Element | null {
  const { hidden, mixed } = useMemo(() => look(frozen), [frozen]);
  if (hidden === 0 && mixed.length === 0) return null;
  return (
    <div class="compartment warning" role="note" data-testid="warning">
      {hidden > 0 && <p>{words.approval.hidden(hidden)}</p>}
      {mixed.map((word) => (
        <p key={word}>
          <UntrustedText text={words.approval.mixed(word)} strictness="prose" />
        </p>
      ))}
    </div>
  );
}

function look(frozen: FrozenAction) {
  const texts = frozen.kind === "readable" ? actionTexts(frozen.action) : [];
  return {
    hidden: texts.reduce((count, text) => count + hiddenCount(text), 0),
    mixed: [...new Set(texts.flatMap(mixedScriptWords))],
  };
}
