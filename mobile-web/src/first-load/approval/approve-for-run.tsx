// The approval that holds for the same again in this run. It stands on a sheet of its own, behind a tap, so that
// nobody gives it for the plain one.

import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { useArmed } from "../../parts/arming.ts";
import { Button } from "../../parts/button.tsx";
import { Sheet } from "../../parts/sheet.tsx";
import { isAnswerable } from "../../state/approvability.ts";
import { frozenAction } from "../../state/frozen-action.ts";
import { runWords } from "../../words/run-words.ts";
import type { MoreGiven } from "./more-given.ts";

const say = runWords.grants;

/** The way to it on the card, where the risk is low; else it stands among the other answers. */
export function ForRun(given: MoreGiven): JSX.Element | null {
  const [isOpen, setOpen] = useState(false);
  if (given.ask.risk.level !== "low" || !isOffered(given)) return null;
  return (
    <>
      <Button
        look="quiet"
        testId="for-run"
        disabled={given.disabled || !given.mayApprove}
        onPress={() => setOpen(true)}
      >
        {say.approve}
      </Button>
      {isOpen && (
        <Sheet
          title={say.approve}
          closeLabel={runWords.sheet.close}
          onClose={() => setOpen(false)}
          testId="for-run-sheet"
        >
          <GiveForRun {...given} />
        </Sheet>
      )}
    </>
  );
}

/** What it would hold for, and the button. */
export function GiveForRun({ phone, ask, mayApprove, onGiven }: MoreGiven): JSX.Element | null {
  const place = useRef<HTMLDivElement>(null);
  const armed = useArmed(place);
  const frozen = frozenAction(ask);
  if (frozen.kind === "unreadable" || !isOffered({ phone, ask })) return null;
  const approve = () => {
    phone.port.answer(ask, "approve", { scope: "run" });
    onGiven();
  };
  return (
    <div ref={place} class="sheet-apart">
      <p class="note">{frozen.action.t === "edit" ? say.edit : say.command}</p>
      <Button
        testId="approve-for-run"
        disabled={!isAnswerable(phone.state.value) || !mayApprove || !armed}
        onPress={approve}
      >
        {say.approve}
      </Button>
    </div>
  );
}

function isOffered({ phone, ask }: Pick<MoreGiven, "phone" | "ask">): boolean {
  return ask.forRun === true && phone.state.value.machine?.approver !== false;
}
