// The way to the answers that need a page of their own, which is loaded when it is asked for.

import type { ApprovalAsk } from "@longrein/protocol";
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../../parts/button.tsx";
import { words } from "../../words/words.ts";
import { partInWords } from "../part-in-words.ts";
import type { Phone } from "../phone-store.ts";

interface Given {
  readonly phone: Phone;
  readonly ask: ApprovalAsk;
  readonly disabled: boolean;
  readonly mayApprove: boolean;
  readonly onGiven: () => void;
}

const Sheet = partInWords(() => import("./deny-sheet.tsx"), "DenySheet");

export function MoreAnswers({ phone, ask, disabled, mayApprove, onGiven }: Given): JSX.Element {
  // Another number each time, so that it is asked for again if it did not come.
  const [opened, setOpened] = useState(0);
  const open = () => setOpened(opened + 1);
  return (
    <>
      <Button look="quiet" testId="deny-more" disabled={disabled} onPress={open}>
        {words.answer.more}
      </Button>
      {opened > 0 && (
        <Sheet
          key={opened}
          phone={phone}
          ask={ask}
          mayApprove={mayApprove}
          onGiven={onGiven}
          onClose={() => setOpened(0)}
        />
      )}
    </>
  );
}
