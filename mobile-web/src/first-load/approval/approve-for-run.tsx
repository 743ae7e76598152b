// The approval that holds for the same again in this run. It stands on a sheet of its own, behind a tap, so that
// nobody gives it for the plain one.

import type { ApprovalAsk } from "@longrein/protocol";
import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { useArmed } from "../../parts/arming.ts";
import { Button } from "../../parts/button.tsx";
import { frozenAction } from "../../state/frozen-action.ts";
import { runWords } from "../../words/run-words.ts";

interface Given {
  readonly ask: ApprovalAsk;
  readonly disabled: boolean;
  readonly onApprove: () => void;
}

export function ApproveForRun({ ask, disabled, onApprove }: Given): JSX.Element | null {
  const place = useRef<HTMLDivElement>(null);
  const armed = useArmed(place);
  const frozen = frozenAction(ask);
  if (frozen.kind === "unreadable") return null;
  const say = runWords.grants;
  return (
    <div ref={place} class="sheet-apart">
      <Button testId="approve-for-run" disabled={disabled || !armed} onPress={onApprove}>
        {say.approve}
      </Button>
      <p class="note">{frozen.action.t === "edit" ? say.edit : say.command}</p>
    </div>
  );
}
