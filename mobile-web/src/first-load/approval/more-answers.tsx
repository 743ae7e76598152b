// The way to the answers that need a page of their own, which is loaded when it is asked for.

import type { ApprovalAsk } from "@longrein/protocol";
import type { FunctionComponent, JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../../parts/button.tsx";
import { translateNew } from "../../words/book.ts";
import type { Phone } from "../phone-store.ts";
import { words } from "../../words/words.ts";

interface Given {
  readonly phone: Phone;
  readonly ask: ApprovalAsk;
  readonly disabled: boolean;
  readonly onGiven: () => void;
}

type DenySheet = FunctionComponent<Omit<Given, "disabled"> & { readonly onClose: () => void }>;

type Opening =
  | { readonly kind: "closed" | "loading" | "missing" }
  | { readonly kind: "open"; readonly Sheet: DenySheet };

async function loadSheet(): Promise<DenySheet> {
  const { DenySheet: Sheet } = await import("./deny-sheet.tsx");
  await translateNew();
  return Sheet;
}

export function MoreAnswers({ phone, ask, disabled, onGiven }: Given): JSX.Element {
  const [opening, setOpening] = useState<Opening>({ kind: "closed" });
  const open = () => {
    setOpening({ kind: "loading" });
    loadSheet().then(
      (Sheet) => setOpening({ kind: "open", Sheet }),
      () => setOpening({ kind: "missing" }),
    );
  };
  return (
    <>
      <Button look="quiet" testId="deny-more" disabled={disabled} onPress={open}>
        {words.answer.more}
      </Button>
      {opening.kind === "missing" && (
        <p class="note" role="alert">
          {words.answer.moreMissing}
        </p>
      )}
      {opening.kind === "open" && (
        <opening.Sheet
          phone={phone}
          ask={ask}
          onGiven={onGiven}
          onClose={() => setOpening({ kind: "closed" })}
        />
      )}
    </>
  );
}
